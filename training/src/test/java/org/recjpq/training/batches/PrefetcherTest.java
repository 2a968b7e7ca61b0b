package org.recjpq.training.batches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.recjpq.assignment.negatives.Negatives;

@Timeout(60)
class PrefetcherTest {
  private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();

  /** A batch with as many sequences as its step says. */
  private static Batch batchOf(long step) {
    int size = Math.toIntExact(step);
    return new Batch(size, new int[size], new int[] {0}, new int[] {0}, Negatives.none(1), 1);
  }

  private BatchSource source(LongFunction<Batch> batches) {
    return new BatchSource() {
      @Override
      public int batchesPerEpoch() {
        return 5;
      }

      @Override
      public Batch batch(long step) {
        asked.add(step);
        return batches.apply(step);
      }
    };
  }

  @Test
  void batchesComeInTheOrderOfStepsFromTheFirstOneOn() throws InterruptedException {
    try (Prefetcher prefetcher = new Prefetcher(source(PrefetcherTest::batchOf), 7)) {
      for (int step = 7; step < 40; step++) {
        assertEquals(step, prefetcher.next().size());
      }
    }
  }

  @Test
  void threeAreMadeAheadAndAFourthWhenOneIsTaken() throws InterruptedException {
    try (Prefetcher prefetcher = new Prefetcher(source(PrefetcherTest::batchOf), 1)) {
      assertEquals(List.of(1L, 2L, 3L), List.of(asked.take(), asked.take(), asked.take()));
      assertEquals(1, prefetcher.next().size());
      assertEquals(4, asked.take());
      assertTrue(asked.isEmpty());
    }
  }

  @Test
  void waitingIsMeasured() throws InterruptedException {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    BatchSource blocked =
        source(
            step -> {
              await(mayGoOn);
              return batchOf(step);
            });
    try (Prefetcher prefetcher = new Prefetcher(blocked, 1)) {
      assertEquals(0, prefetcher.waitedNanos());
      Thread waiting = Thread.currentThread();
      Thread opener =
          new Thread(
              () -> {
                while (waiting.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                mayGoOn.countDown();
              });
      opener.start();
      assertEquals(1, prefetcher.next().size());
      opener.join();
      assertTrue(prefetcher.waitedNanos() > 0);
    }
  }

  @Test
  void aFailureIsThrownAtItsStep() throws InterruptedException {
    BatchSource failing =
        source(
            step -> {
              if (step == 2) {
                throw new IllegalStateException("no batch 2");
              }
              return batchOf(step);
            });
    try (Prefetcher prefetcher = new Prefetcher(failing, 1)) {
      assertEquals(1, prefetcher.next().size());
      var failure = assertThrows(IllegalStateException.class, prefetcher::next);
      assertEquals("no batch 2", failure.getMessage());
    }
  }

  @Test
  void anInterruptionEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    BatchSource blocked =
        source(
            step -> {
              await(never);
              return batchOf(step);
            });
    try (Prefetcher prefetcher = new Prefetcher(blocked, 1)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, prefetcher::next);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the latch");
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
