package io.leasehold.gateway.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowserPortsTest {

    @Test
    void whereBrowsersConnectToNowhereNoListenerIs() {
        assertThat(BrowserPorts.check("http.port", 6000)).isPresent();
        assertThat(BrowserPorts.check("http.port", 10_001)).isEmpty();
    }

    @Test
    void anyPortThatIsFreeIsAllowed() {
        assertThat(BrowserPorts.check("console.port", 0)).isEmpty();
    }
}
