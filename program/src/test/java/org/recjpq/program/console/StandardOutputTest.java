package org.recjpq.program.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  @Test
  void textIsUtf8WhateverTheLocale() {
    var bytes = new ByteArrayOutputStream();
    PrintWriter out = StandardOutput.open(bytes);
    out.print("ü\n");
    out.flush();
    assertEquals("ü\n", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsAFailureWithItsReason() {
    PrintWriter out = StandardOutput.open(failing("No space left on device"));
    out.print("row");
    var failure = assertThrows(StandardOutput.FailedException.class, out::flush);
    assertEquals(
        "standard output: expected to write everything, found: No space left on device; free space"
            + " or write elsewhere",
        failure.getMessage());
    assertFalse(failure.isClosed());
  }

  @Test
  void aClosedPipeIsToldApart() {
    PrintWriter out = StandardOutput.open(failing("Broken pipe"));
    var failure = assertThrows(StandardOutput.FailedException.class, () -> out.println("row"));
    assertTrue(failure.isClosed());
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
