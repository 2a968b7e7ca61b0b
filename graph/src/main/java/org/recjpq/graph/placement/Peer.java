package org.recjpq.graph.placement;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks whether a server is there, at the level below TensorFlow, which would wait for it. */
final class Peer {
  /** What a client of HTTP/2 says first (RFC 9113, section 3.4): a text and empty settings. */
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final int TIMEOUT_MILLIS = 3_000;

  private Peer() {}

  /** Whether something listens at host:port. */
  static boolean listens(String address) {
    try (Socket socket = connected(address)) {
      return true;
    } catch (IOException nothingThere) {
      return false;
    }
  }

  /**
   * Whether a server of HTTP/2, such as TensorFlow's, answers at host:port. That of a frozen
   * process listens, but does not answer.
   */
  static boolean answers(String address) {
    try (Socket socket = connected(address)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(PREFACE);
      InputStream in = socket.getInputStream();
      return in.read() >= 0;
    } catch (IOException noAnswer) {
      return false;
    }
  }

  private static Socket connected(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          TIMEOUT_MILLIS);
      return socket;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }
}
