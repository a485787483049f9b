package com.hexabuilders.onboarding.routing.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The verbs of the jar: {@code drop}, {@code watch}, {@code verify}, {@code install} and {@code
 * help}. None starts Spring or the application in this process.
 */
public final class CommandLine {

  private static final String USAGE =
      """
      java -jar partner-onboarding.jar [--key=value ...]
          runs the application
      java -jar partner-onboarding.jar drop FILE [FILE ...]
          puts each file's JSON on queue partner-onboarding.start and prints
          its message id; - is standard input
      java -jar partner-onboarding.jar watch [--json]
          prints one line per event as it happens (--json: the event itself) until Ctrl-C
      java -jar partner-onboarding.jar verify FILE [--key=FILE]
          checks a saved receipt of a saga, - is standard input; --key is a saved
          answer of GET /sagas/receipt-key and proves who signed the receipt
      java -jar partner-onboarding.jar install FOLDER
          unpacks the application into a new folder with a launcher that starts it faster
      java -jar partner-onboarding.jar help

      Options of drop and watch, with = or a blank before the value, each also a system
      property or environment variable:
        --broker=URL     onboarding.broker.url, ONBOARDING_BROKER_URL
                         (default tcp://127.0.0.1:61616)
        --user=NAME      onboarding.broker.user, ONBOARDING_BROKER_USER
        --password=WORD  onboarding.broker.password, ONBOARDING_BROKER_PASSWORD
                         (better as a variable: others cannot read it)
      Exit code: 0 done, 1 not done (verify: not valid), 2 not understood.""";

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final UnaryOperator<String> settings;

  CommandLine(InputStream in, PrintStream out, PrintStream err, UnaryOperator<String> settings) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.settings = settings;
  }

  /** True if these are the arguments of a verb, false if they start the application. */
  public static boolean isVerb(String... arguments) {
    if (arguments.length == 0) {
      return false;
    }
    String first = arguments[0];
    return !first.startsWith("-") || first.equals("--help") || first.equals("-h");
  }

  /** Runs the verb on this process's streams and returns the exit code. */
  public static int run(String... arguments) {
    LoggingSystem.get(CommandLine.class.getClassLoader()).beforeInitialize();
    return new CommandLine(System.in, System.out, System.err, CommandOptions::fromProcess)
        .execute(arguments);
  }

  int execute(String... arguments) {
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    try {
      switch (arguments[0]) {
        case "drop" -> new DropCommand(in, out).run(CommandOptions.parse(words, settings));
        case "watch" -> new WatchCommand(out, err).run(CommandOptions.parse(words, settings));
        case "verify" -> new VerifyCommand(in, out).run(words);
        case "install" -> new InstallCommand(out).run(words);
        case "help", "--help", "-h" -> out.println(USAGE);
        default -> throw CommandFailure.misused("There is no command " + arguments[0] + ".");
      }
      return 0;
    } catch (CommandFailure e) {
      err.println(e.getMessage());
      return e.exitCode();
    }
  }
}
