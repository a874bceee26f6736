package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriverNameTest {

    /** One whose text must not be read. */
    private static class Secretive {

        @Override
        public String toString() {
            throw new AssertionError("its text may hold secrets");
        }
    }

    private static final class Driver extends Secretive {}

    private static final class Factory extends Secretive {}

    @Test
    void whatHangsIsCalledByTheClassOfTheResourceOrWhileThereIsNoneOfTheFactory() {
        assertThat(DriverName.of(new Driver(), new Factory())).isEqualTo(Driver.class.getName());
        assertThat(DriverName.of(null, new Factory())).isEqualTo(Factory.class.getName());
    }
}
