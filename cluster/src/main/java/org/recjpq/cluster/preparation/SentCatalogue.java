package org.recjpq.cluster.preparation;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;

/** A catalogue on its way to the executors, each of which keeps it once. */
final class SentCatalogue implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Catalogue catalogue;

  SentCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(catalogue.size());
    for (int item = 0; item < catalogue.size(); item++) {
      byte[] id = catalogue.utf8(item);
      out.writeInt(id.length);
      out.write(id);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    int size = in.readInt();
    Ids ids = new Ids(size);
    for (int item = 0; item < size; item++) {
      byte[] id = new byte[in.readInt()];
      in.readFully(id);
      ids.add(id, 0, id.length);
    }
    catalogue = new Catalogue(ids);
  }
}
