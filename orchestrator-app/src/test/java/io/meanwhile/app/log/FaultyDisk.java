package io.meanwhile.app.log;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.store.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A file system of H2 whose writes fail as they are told to. One of them at a time. */
public final class FaultyDisk extends FilePathWrapper {
  private static final String SCHEME = "faulty";
  private static volatile Trouble trouble = Trouble.NONE;

  static {
    FilePath.register(new FaultyDisk());
  }

  /** What is wrong with it. */
  public enum Trouble {
    NONE,
    /** No byte more is taken. */
    FULL,
    /** Half of what is written is taken, then there is no room. */
    TORN,
    /** Less is taken than was given, as often as one likes; no error. */
    SHORT,
    /** What was written cannot be brought to disk. */
    NO_SYNC,
    /** All goes well after a while. */
    SLOW
  }

  /** For H2, which makes them. */
  public FaultyDisk() {}

  /** H2 on such a disk. */
  public static Database database(Path directory) {
    return new Database() {
      @Override
      public HikariDataSource open() {
        return EmbeddedDatabase.openOn(SCHEME + ":", directory);
      }

      @Override
      public String address() {
        throw new UnsupportedOperationException("its disk is of this process alone");
      }

      @Override
      public void cutOff() {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** From now on, until the next one. */
  public static void have(Trouble next) {
    trouble = next;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Faulty(getBase().open(mode));
  }

  private static IOException full() {
    return new IOException("No space left on device");
  }

  private static void dawdle() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Faulty extends FileBaseDefault {
    private final FileChannel file;

    Faulty(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      return switch (trouble) {
        case FULL -> throw full();
        case TORN -> {
          int _ = part(bytes, position);
          throw full();
        }
        case SHORT -> part(bytes, position);
        case SLOW -> {
          dawdle();
          yield file.write(bytes, position);
        }
        case NONE, NO_SYNC -> file.write(bytes, position);
      };
    }

    private int part(ByteBuffer bytes, long position) throws IOException {
      int end = bytes.limit();
      bytes.limit(bytes.position() + (bytes.remaining() + 1) / 2);
      try {
        return file.write(bytes, position);
      } finally {
        bytes.limit(end);
      }
    }

    @Override
    public void force(boolean metaData) throws IOException {
      switch (trouble) {
        case NO_SYNC, FULL -> throw new IOException("Input/output error");
        case SLOW -> dawdle();
        case NONE, TORN, SHORT -> {}
      }
      file.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public synchronized @Nullable FileLock tryLock(long position, long size, boolean shared)
        throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
