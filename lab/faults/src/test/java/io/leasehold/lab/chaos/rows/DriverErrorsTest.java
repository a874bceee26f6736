package io.leasehold.lab.chaos.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DriverErrorsTest {

    private static <T extends Throwable> T thrownBy(T error, String... innermostFirst) {
        StackTraceElement[] frames = new StackTraceElement[innermostFirst.length];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement(innermostFirst[i], "call", "Source.java", 1);
        }
        error.setStackTrace(frames);
        return error;
    }

    @Test
    void whatADriverThrowsIsItsOwn() {
        assertThat(DriverErrors.isOne(new SQLException("garbled", "XX000"))).isTrue();
        assertThat(DriverErrors.isOne(
                        thrownBy(new NullPointerException(), "org.h2.engine.SessionRemote", "io.leasehold.jdbc.A")))
                .isTrue();
        assertThat(DriverErrors.isOne(thrownBy(
                        new NegativeArraySizeException(),
                        "java.util.Arrays",
                        "org.postgresql.core.PGStream",
                        "io.leasehold.jdbc.A")))
                .isTrue();
    }

    @Test
    void whatThePoolThrowsIsNoDrivers() {
        assertThat(DriverErrors.isOne(
                        thrownBy(new NullPointerException(), "io.leasehold.internal.Place", "org.h2.jdbc.A")))
                .isFalse();
        assertThat(DriverErrors.isOne(
                        thrownBy(new NullPointerException(), "java.util.Objects", "io.leasehold.internal.Place")))
                .isFalse();
        assertThat(DriverErrors.isOne(thrownBy(new IllegalStateException()))).isFalse();
    }

    @Test
    void aMistakeOfThePoolsIsFoundInTheCauseOfWhatItSays() {
        NullPointerException mistake = thrownBy(new NullPointerException(), "io.leasehold.internal.Place");
        assertThat(DriverErrors.isOne(new SQLException("cannot open", "08001", mistake)))
                .isFalse();
        NullPointerException drivers = thrownBy(new NullPointerException(), "org.mariadb.jdbc.client.Reader");
        assertThat(DriverErrors.isOne(new SQLException("cannot open", "08001", drivers)))
                .isTrue();
    }

    @Test
    void memoryMayRunOutAnywhere() {
        assertThat(DriverErrors.isOne(thrownBy(new OutOfMemoryError(), "io.leasehold.internal.Place")))
                .isTrue();
    }
}
