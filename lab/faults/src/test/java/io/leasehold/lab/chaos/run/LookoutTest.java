package io.leasehold.lab.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LookoutTest {

    @Test
    void whoLooksUntilTheEndHasNothingToSay() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(3);
        Lookout lookout = new Lookout("proxy", looked::countDown);
        lookout.start();
        looked.await();
        assertThat(lookout.end()).isNull();
        assertThat(lookout.looks()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aLookThatFailsIsSaidAtTheEnd() throws InterruptedException {
        Lookout lookout = new Lookout("database", () -> {
            throw new IllegalStateException("gone blind");
        });
        lookout.start();
        assertThat(lookout.end()).contains("the watch at the database ended before the run did", "gone blind");
        assertThat(lookout.looks()).isZero();
    }
}
