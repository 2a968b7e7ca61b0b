package org.recjpq.program.campaigns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A way to damage a file that is not empty. */
enum Damage {
  EMPTY,
  FIRST_BYTE,
  HALF,
  LAST_BYTE_CUT,
  LONGER,
  A_BIT,
  ANOTHER_BIT,
  A_BIT_NEAR_THE_START,
  A_BIT_NEAR_THE_END,
  ZEROS,
  ONES,
  HALVES_SWAPPED,
  ANOTHER_KIND,
  GONE,
  FOLDER;

  private static final int NEAR = 64;
  private static final int RUN = 512;

  /** Whether it makes no other text of a text, but something that is none, or nothing at all. */
  boolean showsInText() {
    return switch (this) {
      case EMPTY, ZEROS, ONES, ANOTHER_KIND, GONE, FOLDER -> true;
      default -> false;
    };
  }

  /** Damages a file. */
  void apply(Path file, Random random) throws IOException {
    byte[] content = Files.readAllBytes(file);
    switch (this) {
      case GONE -> Files.delete(file);
      case FOLDER -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      default -> Files.write(file, changed(content, random));
    }
  }

  private byte[] changed(byte[] content, Random random) {
    int size = content.length;
    return switch (this) {
      case FIRST_BYTE -> Arrays.copyOf(content, 1);
      case HALF -> Arrays.copyOf(content, size / 2);
      case LAST_BYTE_CUT -> Arrays.copyOf(content, size - 1);
      case LONGER -> Arrays.copyOf(content, size + 7);
      case A_BIT, ANOTHER_BIT -> flipped(content, random.nextInt(size), random);
      case A_BIT_NEAR_THE_START -> flipped(content, random.nextInt(Math.min(NEAR, size)), random);
      case A_BIT_NEAR_THE_END ->
          flipped(content, size - 1 - random.nextInt(Math.min(NEAR, size)), random);
      case ZEROS -> filled(content, random.nextInt(size), (byte) 0);
      case ONES -> filled(content, random.nextInt(size), (byte) -1);
      case HALVES_SWAPPED -> {
        byte[] swapped = new byte[size];
        int half = size / 2;
        System.arraycopy(content, half, swapped, 0, size - half);
        System.arraycopy(content, 0, swapped, size - half, half);
        yield swapped;
      }
      case ANOTHER_KIND -> {
        byte[] noise = new byte[size + NEAR];
        random.nextBytes(noise);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, noise, 0, 8);
        yield noise;
      }
      default -> new byte[0];
    };
  }

  private static byte[] flipped(byte[] content, int at, Random random) {
    byte[] changed = content.clone();
    changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return changed;
  }

  private static byte[] filled(byte[] content, int from, byte value) {
    byte[] changed = content.clone();
    Arrays.fill(changed, from, Math.min(content.length, from + RUN), value);
    return changed;
  }
}
