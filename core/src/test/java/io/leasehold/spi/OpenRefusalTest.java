package io.leasehold.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failed open means where the factory does not know better: whether anybody answered at the address. */
class OpenRefusalTest {

    static Stream<IOException> ofNobodyAnswering() {
        return Stream.of(
                new ConnectException("refused"),
                new NoRouteToHostException("no route"),
                new PortUnreachableException("closed"),
                new UnknownHostException("nowhere"),
                new SocketTimeoutException("silent"));
    }

    /** An error with so many causes, of which this is the last. */
    private static Throwable above(Throwable last, int causes) {
        Throwable top = last;
        for (int i = 0; i < causes; i++) {
            top = new IOException("no connection", top);
        }
        return top;
    }

    @ParameterizedTest
    @MethodSource("ofNobodyAnswering")
    void whereNobodyAnsweredTheAddressIsUnreachable(IOException failure) {
        assertThat(OpenRefusal.of(failure)).isEqualTo(OpenRefusal.UNREACHABLE);
        assertThat(OpenRefusal.of(above(failure, 1))).isEqualTo(OpenRefusal.UNREACHABLE);
    }

    @Test
    void whereSomebodyMayHaveAnsweredItIsNot() {
        assertThat(OpenRefusal.of(new SocketException("reset"))).isEqualTo(OpenRefusal.OTHER);
        assertThat(OpenRefusal.of(above(new IllegalStateException("no licence"), 2)))
                .isEqualTo(OpenRefusal.OTHER);
    }

    @Test
    void fifteenCausesAreLookedAt() {
        ConnectException refused = new ConnectException("refused");
        assertThat(OpenRefusal.of(above(refused, 15))).isEqualTo(OpenRefusal.UNREACHABLE);
        assertThat(OpenRefusal.of(above(refused, 16))).isEqualTo(OpenRefusal.OTHER);
    }

    @Test
    void errorsThatCauseEachOtherAreLookedAtForNoLonger() {
        IOException one = new IOException("one");
        one.initCause(new IOException("other", one));
        assertThat(OpenRefusal.of(one)).isEqualTo(OpenRefusal.OTHER);
    }
}
