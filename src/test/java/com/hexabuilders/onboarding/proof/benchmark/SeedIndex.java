package com.hexabuilders.onboarding.proof.benchmark;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How an index of a table, or the constraint it belongs to, is dropped and made again. */
record SeedIndex(String drop, String create) {

  static List<SeedIndex> of(JdbcTemplate jdbc, String table) {
    return jdbc.query(
        """
        select i.indexrelid::regclass, pg_get_indexdef(i.indexrelid),
          c.conname, pg_get_constraintdef(c.oid)
        from pg_index i left join pg_constraint c
          on c.conindid = i.indexrelid and c.conrelid = i.indrelid
        where i.indrelid = ?::regclass
        """,
        (row, n) ->
            row.getString(3) == null
                ? new SeedIndex("drop index " + row.getString(1), row.getString(2))
                : new SeedIndex(
                    "alter table %s drop constraint %s".formatted(table, row.getString(3)),
                    "alter table %s add constraint %s %s"
                        .formatted(table, row.getString(3), row.getString(4))),
        table);
  }
}
