package com.hexabuilders.onboarding.architecture;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws {@code docs/flow.svg}: the steps from left to right, the undo below, the journal. */
final class FlowPicture {

  private static final int FIRST = 140;
  private static final int APART = 200;
  private static final String GREEN = "#1f6f4a";
  private static final String RED = "#a8412b";
  private static final String BROWN = "#a08430";
  private static final String BLACK = "#22303c";
  private static final Pattern LAST_WORD = Pattern.compile("(.+?)([A-Z][a-z]+)");

  private final StringBuilder svg = new StringBuilder();
  private final List<DeclaredStep> steps;
  private final int last;
  private final int width;

  private FlowPicture(List<DeclaredStep> steps) {
    this.steps = steps;
    this.last = FIRST + APART * (steps.size() - 1);
    this.width = last + FIRST;
  }

  static String of(List<DeclaredStep> steps) {
    FlowPicture picture = new FlowPicture(steps);
    picture.head();
    picture.start();
    for (int i = 0; i < steps.size(); i++) {
      picture.step(i);
    }
    picture.ends();
    picture.journal();
    picture.legend();
    return picture.svg.append("</svg>\n").toString();
  }

  private void head() {
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d 470" width="%1$d" height="470" font-family="Helvetica, Arial, sans-serif" role="img" aria-labelledby="title desc">
        <title id="title">The partner onboarding saga</title>
        <desc id="desc">A start by REST or queue runs through the steps from left to right, each awaiting the event of the one before. When a step fails, undo requests run back from right to left. Every decision is recorded in the journal.</desc>
        <defs>
        <marker id="f" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="%2$s"/></marker>
        <marker id="b" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="%3$s"/></marker>
        </defs>
        <rect width="%1$d" height="470" rx="10" fill="#ffffff"/>
        """,
        width, GREEN, RED);
  }

  private void start() {
    bold(FIRST, 30, BLACK, "POST /sagas/partner-onboarding");
    text(FIRST, 49, "middle", BLACK, "or JSON on queue partner-onboarding.start");
    arrow(FIRST, 60, FIRST, 146, GREEN, "f");
    text(FIRST + 10, 86, "start", GREEN, "PartnerOnboardingInitiated");
  }

  private void step(int i) {
    int x = FIRST + APART * i;
    box(x, 152, 152, 84, "#eef4fb", "#3f6f9f");
    bold(x, 189, "#1d3b57", steps.get(i).name());
    text(x, 210, "middle", "#4b5f70", steps.get(i).participant());
    line(x, 240, 282);
    line(x, 326, 348);
    if (x < last) {
      arrow(x + 79, 176, x + 120, 176, GREEN, "f");
      arrow(x + 121, 212, x + 80, 212, RED, "b");
      Matcher words = LAST_WORD.matcher(steps.get(i).announces());
      boolean isSplit = words.matches();
      text(x + 100, 126, "middle", GREEN, isSplit ? words.group(1) : "");
      text(x + 100, 141, "middle", GREEN, isSplit ? words.group(2) : steps.get(i).announces());
    }
  }

  private void ends() {
    arrow(last, 146, last, 68, GREEN, "f");
    text(last - 10, 86, "end", GREEN, steps.get(steps.size() - 1).announces());
    box(last, 28, 128, 36, "#e4f4ea", GREEN);
    bold(last, 51, GREEN, "COMPLETED");
    arrow(FIRST, 240, FIRST, 282, RED, "b");
    box(FIRST, 286, 144, 36, "#fbebe6", RED);
    bold(FIRST, 309, RED, "COMPENSATED");
    String undo = "When a step says no, breaks for good or is late, it and every step before it";
    text(FIRST + 90, 299, "start", RED, undo + " get a CompensationRequested");
    String answer =
        "and answer with a CompensationCompleted, one by one and strictly in reverse order.";
    text(FIRST + 90, 316, "start", RED, answer);
  }

  private void journal() {
    int middle = width / 2;
    box(middle, 352, width - 128, 60, "#f6f1e2", BROWN);
    String what =
        "saga journal: one transaction per batch of messages (H2 in a file, or PostgreSQL)";
    bold(middle, 377, "#5c4a12", what);
    String rows = "Log (inbox and outbox at once), step rows, claims, due times, dead letters.";
    String sweeper = " The sweeper sends again what was lost and ends what is late.";
    text(middle, 398, "middle", "#5c4a12", rows + sweeper);
  }

  private void legend() {
    arrow(64, 442, 100, 442, GREEN, "f");
    String event =
        "event, on the next step’s own ActiveMQ queue; a copy goes to the observers’ topic";
    text(110, 446, "start", BLACK, event);
    arrow(670, 442, 634, 442, RED, "b");
    text(680, 446, "start", BLACK, "undo request, on the step’s own undo queue");
  }

  private void box(int middle, int top, int boxWidth, int height, String fill, String stroke) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>\n",
        middle - boxWidth / 2, top, boxWidth, height, fill, stroke);
  }

  private void arrow(int fromX, int fromY, int toX, int toY, String color, String end) {
    add(
        "<path d=\"M%d %d L%d %d\" stroke=\"%s\" stroke-width=\"2\" fill=\"none\" marker-end=\"url(#%s)\"/>\n",
        fromX, fromY, toX, toY, color, end);
  }

  private void line(int x, int from, int to) {
    add(
        "<path d=\"M%1$d %2$d L%1$d %3$d\" stroke=\"%4$s\" stroke-width=\"1.5\" stroke-dasharray=\"3 4\" fill=\"none\"/>\n",
        x, from, to, BROWN);
  }

  private void bold(int x, int y, String color, String text) {
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"12.5\" fill=\"%s\" font-weight=\"bold\" text-anchor=\"middle\">%s</text>\n",
        x, y, color, text);
  }

  private void text(int x, int y, String anchor, String color, String text) {
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"%s\" text-anchor=\"%s\">%s</text>\n",
        x, y, color, anchor, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
