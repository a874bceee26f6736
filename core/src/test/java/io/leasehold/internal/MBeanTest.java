package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What cannot be shown is told, and keeps nobody from lending. */
class MBeanTest {

    @Test
    void aServerThatRefusesInItsOwnWayIsNoErrorOfThePool() {
        MBean bean = new MBean("Pool", "refused", nothing(), Events.LOG);
        assertThatCode(bean::register).doesNotThrowAnyException();
        assertThatCode(bean::unregister).doesNotThrowAnyException();
    }

    /** The platform's server throws an exception of its own for it, which is no JMException. */
    private static Object nothing() {
        return null;
    }
}
