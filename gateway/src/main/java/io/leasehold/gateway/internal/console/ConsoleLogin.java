package io.leasehold.gateway.internal.console;

import java.util.concurrent.atomic.AtomicReference;

/** Somebody who logged in to the console. Safe for any number of threads. */
final class ConsoleLogin {

    private final String who;
    private final String csrf = DrawnSecret.draw();
    private final AtomicReference<String> message = new AtomicReference<>("");

    ConsoleLogin(String who) {
        this.who = who;
    }

    /** As the audit log calls them. */
    String who() {
        return who;
    }

    /** What every change must come with, which no other site's page can know. */
    String csrf() {
        return csrf;
    }

    /** Keeps a message for the page that is shown next. */
    void tell(String text) {
        message.set(text);
    }

    /** The message that was kept, once; else empty. */
    String takeMessage() {
        return message.getAndSet("");
    }
}
