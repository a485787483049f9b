package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.embedded.OwnerOnly;
import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import com.hexabuilders.onboarding.saga.CauseChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Keeps a second process out of the data folder: it holds a lock on {@code <data-dir>/lock} from
 * before the first database connection until after the last. The operating system gives the lock
 * back when the process dies, however it dies.
 *
 * <p>No lock is taken if nothing is kept in the folder, i.e. broker and database are both
 * elsewhere: then many instances may start in one folder.
 */
final class DataFolderLock implements BeanFactoryPostProcessor, DisposableBean {

  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final FileChannel channel;
  private final DataFolderModes modes;

  /** Takes the lock or throws {@link StartupFailure}. */
  DataFolderLock(Environment environment) {
    this.channel = needed(environment) ? lock(checked(folder(environment))) : null;
    this.modes = channel == null ? null : DataFolderModes.keep(Path.of(folder(environment)));
  }

  static String folder(Environment environment) {
    return environment.getRequiredProperty("onboarding.data-dir");
  }

  /** The folder, if its name means the same to Java and to the database's address. */
  private static Path checked(String folder) {
    if (folder.isBlank()
        || folder.startsWith("~")
        || folder.chars().anyMatch(c -> c == ';' || Character.isISOControl(c))) {
      throw new StartupFailure(
          "onboarding.data-dir="
              + folder.replaceAll("\\p{Cntrl}", "?")
              + " cannot be the data folder: set one whose name is written in full, without ;"
              + " and ~ and line breaks.");
    }
    return Path.of(folder);
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
    // Being a post-processor is the point: the lock is taken before any other bean is made.
  }

  @Override
  public void destroy() throws IOException {
    if (channel != null) {
      modes.stop();
      channel.close();
    }
  }

  private static boolean needed(Environment environment) {
    String database = environment.getProperty("spring.datasource.url", "");
    return !BrokerConnections.configured(environment) || !database.startsWith("jdbc:postgresql:");
  }

  private static FileChannel lock(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path file = absolute.resolve("lock");
    try {
      OwnerOnly.createFolders(absolute);
      FileChannel channel = FileChannel.open(file, OPTIONS, OwnerOnly.ofFilesIn(absolute));
      if (!tryLock(channel)) {
        String owner = read(channel);
        channel.close();
        throw taken(absolute, owner);
      }
      write(channel);
      return channel;
    } catch (IOException e) {
      throw new StartupFailure(
          "The data folder "
              + absolute
              + " cannot be written ("
              + CauseChain.root(e).getMessage()
              + "): make it writable and make room on its disk, or set"
              + " onboarding.data-dir=<other folder>.",
          e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static StartupFailure taken(Path folder, String owner) {
    return new StartupFailure(
        "Another process"
            + (owner.isEmpty() ? "" : " (pid " + owner + ")")
            + " works in the data folder "
            + folder
            + ": stop it, or give this one its own with onboarding.data-dir=<other folder>.");
  }

  /** Notes who holds the lock, for the one who is refused. */
  private static void write(FileChannel channel) throws IOException {
    channel.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(20);
    channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    return text.matches("\\d+") ? text : "";
  }
}
