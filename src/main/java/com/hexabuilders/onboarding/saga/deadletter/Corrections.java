package com.hexabuilders.onboarding.saga.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.Quoted;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An operator's edit of an event's data, as far as it may count. A fact that an earlier step
 * announced may get another value of the same JSON type. So no new field and no personal data gets
 * into the log.
 *
 * @param facts what differs from the journal
 * @param faults what may not be edited, and why
 */
record Corrections(ObjectNode facts, List<FieldFault> faults) {

  private static final String NO_FACT =
      "Must be a number, true or false, or at most 100 letters, digits and . _ : - in one word.";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  /**
   * Reads an edit.
   *
   * @param edited the whole data or some of its fields; null for no edit
   */
  static Corrections read(Saga saga, JsonNode edited) {
    ObjectNode facts = EventJson.object();
    List<FieldFault> faults = new ArrayList<>();
    if (edited == null || edited.isNull()) {
      return new Corrections(facts, faults);
    }
    if (!edited.isObject()) {
      faults.add(new FieldFault("data", "Must be an object."));
    } else if (saga.isCompensating()) {
      faults.add(
          new FieldFault(
              "data", "An undo undoes what its step recorded; leave data out to try it again."));
    } else {
      edited.properties().forEach(field -> read(saga, field, facts, faults));
    }
    return new Corrections(facts, faults);
  }

  private static void read(
      Saga saga, Map.Entry<String, JsonNode> field, ObjectNode facts, List<FieldFault> faults) {
    ObjectNode known = saga.steps().facts();
    JsonNode now =
        field.getKey().equals("partner_id")
            ? EventJson.object().textNode(saga.identity().partnerId())
            : known.get(field.getKey());
    JsonNode wanted = field.getValue();
    String name = "data." + Quoted.field(field.getKey());
    if (wanted.equals(now)) {
      return; // sent back as it was
    }
    if (now == null) {
      faults.add(new FieldFault(name, "No earlier step announced it. " + correctable(known)));
    } else if (field.getKey().equals("partner_id")) {
      faults.add(new FieldFault(name, "Cannot be changed."));
    } else if (now.getNodeType() != wanted.getNodeType()) {
      String type = now.getNodeType().name().toLowerCase(Locale.ROOT);
      faults.add(new FieldFault(name, "Must be of the type " + type + ", as it was."));
    } else if (!isFact(wanted)) {
      faults.add(new FieldFault(name, NO_FACT));
    } else {
      facts.set(field.getKey(), wanted);
    }
  }

  /** Facts go to the log and to observers, so nothing that could be a person's data may be one. */
  private static boolean isFact(JsonNode wanted) {
    return wanted.isNumber()
        || wanted.isBoolean()
        || wanted.isTextual() && CODE.matcher(wanted.textValue()).matches();
  }

  private static String correctable(ObjectNode known) {
    TreeSet<String> names = new TreeSet<>();
    known.fieldNames().forEachRemaining(names::add);
    return names.isEmpty()
        ? "The first step works from partner_data; compensate the saga and restart it with other"
            + " partner_data."
        : "Can be corrected: " + String.join(", ", names) + ".";
  }
}
