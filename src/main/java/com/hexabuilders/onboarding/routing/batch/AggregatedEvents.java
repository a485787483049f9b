package com.hexabuilders.onboarding.routing.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.hexabuilders.onboarding.saga.journal.Announcements.Announcement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several events for one inbox in one message (EIP: aggregator and splitter): a JSON array, as in
 * the batched content mode of CloudEvents. The broker stores, indexes and removes one message
 * instead of many.
 *
 * <p>Such a message goes to a queue beside the inbox. The version before does not read that queue,
 * so it never takes an array for a malformed event.
 */
public final class AggregatedEvents {

  private static final String ENDING = ".many";

  /** Characters of a message with more than one event. */
  private static final int ENOUGH = 64 * 1024;

  private static final JsonFactory JSON = new JsonFactory();

  private AggregatedEvents() {}

  /** Returns the name of the queue beside an inbox. */
  public static String beside(String inbox) {
    return inbox + ENDING;
  }

  /** The inbox that a queue is beside; a queue that is beside none is its own. */
  static String besideWhich(String queue) {
    return isBeside(queue) ? queue.substring(0, queue.length() - ENDING.length()) : queue;
  }

  /** Whether this is a queue beside an inbox. */
  static boolean isBeside(String queue) {
    return queue.endsWith(ENDING);
  }

  /**
   * Groups events by their inbox, in their order.
   *
   * @param most events in one message
   * @return groups that each fit in one message; events without an inbox are left out
   */
  static Collection<List<Announcement>> groups(List<Announcement> events, int most) {
    List<List<Announcement>> full = new ArrayList<>();
    Map<String, List<Announcement>> open = new LinkedHashMap<>();
    for (Announcement event : events) {
      if (event.queue() != null) {
        List<Announcement> group = open.computeIfAbsent(event.queue(), inbox -> new ArrayList<>());
        if (isFull(group, event, most)) {
          full.add(group);
          open.put(event.queue(), group = new ArrayList<>());
        }
        group.add(event);
      }
    }
    full.addAll(open.values());
    return full;
  }

  private static boolean isFull(List<Announcement> group, Announcement next, int most) {
    int size = group.stream().mapToInt(event -> event.body().length()).sum();
    return group.size() >= most || !group.isEmpty() && size + next.body().length() > ENOUGH;
  }

  /** The text of one message with these events. */
  static String join(List<Announcement> events) {
    StringBuilder text = new StringBuilder();
    for (Announcement event : events) {
      text.append(text.length() == 0 ? '[' : ',').append(event.body());
    }
    return text.append(']').toString();
  }

  /**
   * The texts of the events in a message, exactly as they were sent. A text that is no array of
   * objects, or of more than 1,000, is returned whole. It is refused where one event is read.
   */
  static List<String> split(String text) {
    List<String> events = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return List.of(text);
      }
      for (JsonToken next = json.nextToken();
          next == JsonToken.START_OBJECT && events.size() < BatchSettings.LARGEST;
          next = json.nextToken()) {
        int begin = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        events.add(text.substring(begin, (int) json.currentTokenLocation().getCharOffset() + 1));
      }
      boolean isWhole = json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
      return isWhole && !events.isEmpty() ? events : List.of(text);
    } catch (IOException notJson) {
      return List.of(text);
    }
  }
}
