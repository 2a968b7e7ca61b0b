package org.recjpq.graph.placement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void nobodyIsAtAFreePort() throws IOException {
    String address = "localhost:" + freePort();
    assertFalse(Peer.listens(address));
    assertFalse(Peer.answers(address));
    assertFalse(Peer.answers("no.such.host.invalid:1"));
  }

  @Test
  void aFrozenServerListensButDoesNotAnswer() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) { // accepts in the kernel only
      String address = "localhost:" + socket.getLocalPort();
      assertTrue(Peer.listens(address));
      assertFalse(Peer.answers(address));
    }
  }

  @Test
  void aServerOfTensorFlowAnswers() throws IOException {
    var addresses =
        ClusterAddresses.parse("localhost:%d,localhost:%d".formatted(freePort(), freePort()));
    String worker = addresses.tasks().get(1);
    Worker.start(addresses, 1, 1); // ends with this process
    assertTrue(Peer.listens(worker));
    assertTrue(Peer.answers(worker));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
