package com.hexabuilders.onboarding.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ParticipantView;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows a partner's newest document package, its documents' metadata and its history. */
@Component
class DocumentView implements ParticipantView {

  private final PackageRows packages;
  private final EntryRows entries;
  private final DocumentHistory history;

  DocumentView(PackageRows packages, EntryRows entries, DocumentHistory history) {
    this.packages = packages;
    this.entries = entries;
    this.history = history;
  }

  @Override
  public String section() {
    return "documents";
  }

  @Override
  public Optional<JsonNode> view(String partnerId) {
    return packages.newest(partnerId).map(this::view);
  }

  /** What others are told of a package. */
  static ObjectNode facts(PackageRow row, List<EntryRow> entries) {
    ObjectNode facts =
        JsonNodeFactory.instance
            .objectNode()
            .put("package_id", row.packageId())
            .put("level", row.level().name());
    ArrayNode documents = facts.putArray("documents");
    for (EntryRow entry : entries) {
      documents
          .addObject()
          .put("type", entry.document().type().name())
          .put("status", entry.state().name());
    }
    return facts;
  }

  private JsonNode view(PackageRow row) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("package_id", row.packageId())
            .put("level", row.level().name())
            .put("status", row.state().name())
            .put("saga_id", row.sagaId());
    ArrayNode documents = view.putArray("documents");
    entries.of(List.of(row.packageId())).forEach(entry -> documents.add(view(entry)));
    return view.set("history", history.of(row.packageId()));
  }

  private static ObjectNode view(EntryRow entry) {
    PresentedDocument document = entry.document();
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", document.type().name())
        .put("status", entry.state().name())
        .put("format", document.format())
        .put("size_bytes", document.sizeBytes())
        .put("expires_on", document.expiresOn() == null ? null : document.expiresOn().toString());
  }
}
