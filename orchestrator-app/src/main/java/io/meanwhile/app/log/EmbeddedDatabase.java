package io.meanwhile.app.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * H2 on files of this process alone: what the service uses when no other database is configured.
 */
public final class EmbeddedDatabase {
  private static final System.Logger LOGGER = System.getLogger(EmbeddedDatabase.class.getName());
  private static final String IN_USE = " is in use by another process";
  private static final String LOG = "meanwhile";
  private static final String PROJECTIONS = "meanwhile-projections";

  /** A commit is written at once; without it, by H2's own time, half a second later. */
  private static final String AT_ONCE = ";WRITE_DELAY=0";

  // H2 looks every value up in a cache by a hash over all its bytes, which costs more than it
  // saves.
  static {
    System.setProperty("h2.objectCache", System.getProperty("h2.objectCache", "false"));
  }

  private EmbeddedDatabase() {}

  /**
   * Opens, or makes, the database {@code meanwhile} in a directory.
   *
   * @param directory made when it does not exist
   * @throws IllegalArgumentException for a path with a semicolon, which H2 would take for a setting
   * @throws LogUnavailableException when it cannot be opened, above all because another process has
   *     it open
   */
  public static HikariDataSource open(Path directory) {
    return open(directory, true);
  }

  /**
   * Opens, or makes, the database.
   *
   * @param synchronous false leaves it to H2 when a commit is written, by default half a second
   *     later: a killed process then loses what was acknowledged
   * @throws LogUnavailableException when it cannot be opened
   */
  public static HikariDataSource open(Path directory, boolean synchronous) {
    return open(directory, "", LOG, synchronous ? AT_ONCE : "");
  }

  /**
   * Opens, or makes, the database on a file system of H2's.
   *
   * @param scheme its name and a colon; empty for the one of the machine
   */
  static HikariDataSource openOn(String scheme, Path directory) {
    return open(directory, scheme, LOG, AT_ONCE);
  }

  /**
   * Opens, or makes, the database {@code meanwhile-projections} in a directory: for what can be
   * made anew from the log. Appending to the log has nothing to write for it, a commit waits for no
   * disk, and a file that cannot be read is thrown away.
   *
   * @throws LogUnavailableException when it cannot be opened or made
   */
  public static HikariDataSource openProjections(Path directory) {
    try {
      return open(directory, "", PROJECTIONS, "");
    } catch (LogUnavailableException e) {
      if (isInUse(e)) {
        throw e;
      }
      LOGGER.log(System.Logger.Level.WARNING, "the projections are made anew from the log", e);
      try {
        Files.deleteIfExists(directory.resolve(PROJECTIONS + ".mv.db"));
      } catch (IOException undeletable) {
        e.addSuppressed(undeletable);
        throw e;
      }
      return open(directory, "", PROJECTIONS, "");
    }
  }

  private static HikariDataSource open(
      Path directory, String scheme, String name, String settings) {
    Path absolute = directory.toAbsolutePath().normalize();
    if (absolute.toString().contains(";")) {
      throw new IllegalArgumentException(
          "meanwhile.data-directory must not contain a semicolon: " + absolute);
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(new EmbeddedSource(url(scheme, absolute.resolve(name), settings)));
    try {
      makeForOwnerOnly(absolute);
      return new HikariDataSource(config);
    } catch (IOException | RuntimeException e) {
      throw new LogUnavailableException(
          "the database " + name + " in " + absolute + (isInUse(e) ? IN_USE : " cannot be opened"),
          false,
          e);
    }
  }

  /** Inputs and results may be confidential. A directory that is there keeps its permissions. */
  private static void makeForOwnerOnly(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }

  private static boolean isInUse(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql
          && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        return true;
      }
    }
    return false;
  }

  /**
   * The file system {@code retry} opens a file again that Java has closed because a thread was
   * interrupted in it. A trace file would repeat what exceptions say, values included.
   */
  private static String url(String scheme, Path file, String settings) {
    return "jdbc:h2:retry:"
        + scheme
        + file
        + settings
        + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
  }
}
