package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.CannotOpenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PostgreSQL's driver says "The connection attempt failed." to most of it: the refusal says what lies behind. */
class UnreachableServerTest {

    @Test
    void p8APortThatRefusesIsToldAsOne() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(refusal("127.0.0.1:" + port)).contains(", caused by java.net.ConnectException: Connection refused");
    }

    @Test
    void p8AHostThatNobodyKnowsIsNamed() {
        assertThat(refusal("nobody.invalid:5432"))
                .contains("The connection attempt failed., caused by java.net.UnknownHostException: nobody.invalid");
    }

    @Test
    void p8APortThatSaysNothingIsToldAsOne() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("127.0.0.1:" + mute.getLocalPort()))
                    .contains("The connection attempt failed., caused by java.net.SocketTimeoutException: ");
        }
    }

    private static String refusal(String address) {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> LeaseholdDataSource.builder()
                        .jdbcUrl("jdbc:postgresql://" + address + "/none?sslmode=disable&socketTimeout=1")
                        .username("nobody")
                        .initializationFailTimeout(Duration.ZERO)
                        .build()
                        .close());
        return String.valueOf(refused.getMessage());
    }
}
