package com.hexabuilders.onboarding.proof.explorer;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes participants break for some partners: a trigger on their table throws in the first calls. A
 * sequence counts them, because it is not rolled back.
 */
final class Breakage {

  private final JdbcTemplate jdbc;
  private int sequences;

  Breakage(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    jdbc.execute(
        """
        create table explorer_break (partner_id varchar(100) primary key, broken varchar(60), calls integer, counter varchar(60));
        create function explorer_break() returns trigger as $$
        declare found_row explorer_break;
        begin
          select * into found_row from explorer_break b
          where b.partner_id = new.partner_id and b.broken = tg_table_name;
          if found and nextval(found_row.counter) <= found_row.calls then
            raise exception 'broken on purpose';
          end if;
          return new;
        end $$ language plpgsql;
        """);
    for (String table : new String[] {"contract", "document_package", "campaign_permission"}) {
      jdbc.execute(
          "create trigger explorer_break before insert on %s for each row execute function explorer_break()"
              .formatted(table));
    }
  }

  /** The partner's step that inserts into that table breaks in so many calls. */
  synchronized void breakFor(String partner, String table, int calls) {
    String counter = "explorer_calls_" + sequences++;
    jdbc.execute("create sequence " + counter);
    jdbc.update("insert into explorer_break values (?, ?, ?, ?)", partner, table, calls, counter);
  }

  void mend(String partner) {
    jdbc.update("delete from explorer_break where partner_id = ?", partner);
  }
}
