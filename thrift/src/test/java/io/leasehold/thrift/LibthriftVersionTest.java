package io.leasehold.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** The build runs these tests with both ends of what is supported, and this one says that it does. */
class LibthriftVersionTest {

    @Test
    void theLibthriftUnderTestIsTheOneThatThisRunIsAbout() {
        assertThat(TException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("libthrift-" + System.getProperty("expectedLibthrift") + ".jar");
    }
}
