package org.recjpq.graph.placement;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * Opens sessions of a server. TensorFlow Java has no public way to name a session's target, so this
 * class reaches for two private members of TensorFlow Java 1.0; nothing else does.
 */
final class SessionTarget {
  private SessionTarget() {}

  /**
   * A session whose graph is run by a server.
   *
   * @param target such as grpc://host:port
   * @throws org.tensorflow.exceptions.TensorFlowException if the server refuses
   */
  static Session open(Graph graph, String target, ConfigProto settings) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      tensorflow.TF_SetTarget(options, target);
      BytePointer bytes = new BytePointer(settings.toByteArray());
      tensorflow.TF_SetConfig(options, bytes, bytes.capacity(), status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(handle(graph), options, status);
      status.throwExceptionIfNotOK();
      session.retainReference(); // beyond this scope; the Session releases it
      Constructor<Session> constructor =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      constructor.setAccessible(true);
      return constructor.newInstance(graph, session);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(
          "this version of TensorFlow Java cannot open sessions of a cluster", changed);
    }
  }

  private static TF_Graph handle(Graph graph) throws ReflectiveOperationException {
    Field handle = Graph.class.getDeclaredField("nativeHandle");
    handle.setAccessible(true);
    return (TF_Graph) handle.get(graph);
  }
}
