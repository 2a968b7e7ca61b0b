package org.recjpq.assignment.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
  @TempDir Path folder;

  /** What NumPy 2.4 wrote for numpy.array([[1, 256], [65535, 7], [0, 2]], "uint16"). */
  @Test
  void readsWhatNumPyWrote() throws IOException {
    String header = "{'descr': '<u2', 'fortran_order': False, 'shape': (3, 2), }";
    byte[] padded = (header + " ".repeat(117 - header.length()) + "\n").getBytes(UTF_8);
    byte[] begin = HexFormat.of().parseHex("934e554d50590100" + "7600");
    byte[] numbers = HexFormat.of().parseHex("01000001" + "ffff0700" + "00000200");
    Path file = write(begin, padded, numbers);
    assertTrue(NpyFile.is(file));
    assertRows(file, new double[][] {{1, 256}, {65535, 7}, {0, 2}});
  }

  @Test
  void readsAllTypes() throws IOException {
    assertRows(matrix("|u1", (byte) 0xff, (byte) 1), new double[][] {{255}, {1}});
    assertRows(matrix("|i1", (byte) 0xff, (byte) 1), new double[][] {{-1}, {1}});
    assertRows(matrix("<i2", little(4).putShort((short) -2)), new double[][] {{-2}, {0}});
    assertRows(matrix("<u4", little(8).putInt(-1)), new double[][] {{4294967295.0}, {0}});
    assertRows(matrix("<i4", little(8).putInt(-1)), new double[][] {{-1}, {0}});
    assertRows(matrix("<f4", little(8).putFloat(0.5f)), new double[][] {{0.5}, {0}});
    assertRows(matrix("<i8", little(16).putLong(1L << 40)), new double[][] {{1L << 40}, {0}});
    assertRows(matrix("<f8", little(16).putDouble(0.1)), new double[][] {{0.1}, {0}});
  }

  /** What NumPy 2.4 made of 0.1, -2, 65504, 6e-8, infinity, -0, 1 / 3 and 3e-5 as float16. */
  @Test
  void halfPrecisionNumbersAreThoseOfNumPy() throws IOException {
    byte[] numbers = HexFormat.of().parseHex("662e00c0ff7b0100007c00805535f701");
    assertRows(
        of("{'descr': '<f2', 'fortran_order': False, 'shape': (1, 8), }", numbers),
        new double[][] {
          {
            0.0999755859375,
            -2.0,
            65504.0,
            5.960464477539063e-08,
            Double.POSITIVE_INFINITY,
            -0.0,
            0.333251953125,
            2.9981136322021484e-05
          }
        });
  }

  @Test
  void otherFilesAreToldInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "user,item\n");
    assertFalse(NpyFile.is(text));
    assertFault(
        text, ": expected a NumPy file, found another kind of file; write it by numpy.save");
    assertFault(
        of("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", new byte[4]),
        ": expected rows in C order, found Fortran order; use numpy.ascontiguousarray");
    assertFault(
        of("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", new byte[4]),
        ": expected 94 bytes for 2 rows of 3, found 74; write it again");
    assertFault(
        of("{'descr': '<U3', 'fortran_order': False, 'shape': (2,), }", new byte[4]),
        ": expected a matrix of numbers of type <f2, <f4, <f8, <i2, <i4, <i8, <u2, <u4, <u8, |i1,"
            + " |u1, found {'descr': '<U3', 'fortran_order': False, 'shape': (2,), }; convert it"
            + " with numpy");
  }

  private static void assertFault(Path file, String message) {
    DataException fault = assertThrows(DataException.class, () -> NpyFile.open(file));
    assertEquals(file + message, fault.getMessage());
  }

  private static void assertRows(Path file, double[][] expected) throws IOException {
    NpyFile matrix = NpyFile.open(file);
    assertEquals(expected.length, matrix.rows());
    assertEquals(expected[0].length, matrix.columns());
    List<double[]> rows = new ArrayList<>();
    matrix.forEachRow((row, numbers) -> rows.add(numbers.clone()));
    assertArrayEquals(expected, rows.toArray(double[][]::new));
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Path matrix(String type, ByteBuffer numbers) throws IOException {
    return matrix(type, numbers.array());
  }

  /** A matrix of two rows and one column. */
  private Path matrix(String type, byte... numbers) throws IOException {
    return of(
        "{'descr': '%s', 'fortran_order': False, 'shape': (2, 1), }".formatted(type), numbers);
  }

  private Path of(String header, byte[] numbers) throws IOException {
    byte[] text = (header + "\n").getBytes(UTF_8);
    byte[] begin = HexFormat.of().parseHex("934e554d50590100");
    return write(begin, new byte[] {(byte) text.length, 0}, text, numbers);
  }

  private Path write(byte[]... parts) throws IOException {
    Path file = Files.createTempFile(folder, "matrix", ".npy");
    try (var out = Files.newOutputStream(file)) {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
    return file;
  }
}
