package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a real browser; skipped where there is none, which {@code .ci/run} does not accept. */
class ConsoleBrowserTest {

    private static final String SESSION = "c02e7719-ab40-187d-a865-23f114be5b04";
    private static final String FORM_OF_SESSION = "details.act:has(input[value='" + SESSION + "'])";

    private static @Nullable Browser shared;

    private ConsoleStage stage;
    private Browser browser;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Browser.isHere(), "no Chromium and chromedriver in /usr/bin: the console is not tested in a browser");
        shared = Browser.start();
    }

    @AfterAll
    static void quit() throws IOException {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        browser = Objects.requireNonNull(shared);
        stage = new ConsoleStage(Samples.usual());
    }

    @AfterEach
    void close() throws IOException {
        browser.forget();
        stage.close();
    }

    private String here() {
        return "http://127.0.0.1:" + stage.server.port() + "/";
    }

    private void logIn() {
        browser.open(here() + "?token=" + stage.token());
    }

    @Test
    void theLinkLeadsToAPageWhoseAddressHasNoToken() {
        logIn();
        assertThat(browser.url()).isEqualTo(here());
        assertThat(browser.title()).isEqualTo("warehouse-gateway · Leasehold");
        assertThat(browser.script("return document.cookie"))
                .as("no script sees the cookie")
                .isEqualTo("");
        assertThat(browser.script("return document.referrer")).isEqualTo("");
        browser.open(here());
        assertThat(browser.shows("warehouse-gateway")).isTrue();
    }

    @Test
    void aSessionIsClosedByTwoClicks() {
        logIn();
        browser.act("#sessions " + FORM_OF_SESSION);
        browser.await("Session c02e7719… has ended.");
        assertThat(stage.gateway.done).containsExactly("end " + SESSION + " by console login 1 from 127.0.0.1");
        assertThat(browser.url()).isEqualTo(here());
    }

    @Test
    void anOperationIsCancelledAndALeaseRevoked() {
        logIn();
        browser.act("#operations .act");
        browser.await("Operation b61f0a77… is being cancelled.");
        browser.act("#pools .act");
        browser.await("Lease 311 of warehouse was revoked");
        assertThat(stage.gateway.done).hasSize(2);
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        logIn();
        // An open form keeps the page from being renewed, which would bring the token back.
        browser.click("#sessions " + FORM_OF_SESSION + " summary");
        browser.script("document.querySelectorAll('input[name=csrf]').forEach(field => field.remove())");
        browser.click("#sessions " + FORM_OF_SESSION + " button");
        browser.await("reload and try again");
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void thePageRenewsItself() {
        logIn();
        stage.gateway.operations = List.of();
        browser.await("Nothing runs.");
        stage.gateway.ready = false;
        browser.await("draining: no new sessions");
    }

    /** What somebody is about to confirm is not taken away. */
    @Test
    void anOpenFormKeepsThePageAsItIs() {
        logIn();
        browser.click("#sessions " + FORM_OF_SESSION + " summary");
        stage.gateway.operations = List.of();
        browser.script("window.marks = 0; const real = fetch;"
                + " window.fetch = (...all) => { window.marks++; return real(...all); }");
        browser.script("setTimeout(() => { window.later = true; }, 2500)");
        browser.awaitScript("window.later");
        assertThat(browser.script("return window.marks")).isEqualTo(0L);
        assertThat(browser.shows("Nothing runs.")).isFalse();
        browser.click("h1");
        browser.await("Nothing runs.");
    }

    @Test
    void everythingWorksWithoutScripts() {
        logIn();
        browser.withoutScripts();
        browser.open(here());
        assertThat(browser.count("noscript meta[http-equiv=refresh], head > meta[http-equiv=refresh]"))
                .isEqualTo(1);
        browser.act("#sessions " + FORM_OF_SESSION);
        browser.await("Session c02e7719… has ended.");
        assertThat(stage.gateway.done).hasSize(1);
    }

    @Test
    void markupOfOthersIsShownAndDoesNothing() throws IOException {
        stage.close();
        stage = new ConsoleStage(Samples.saying(Samples.HOSTILE));
        logIn();
        assertThat(browser.shows("<script>document.title='owned'</script>")).isTrue();
        browser.script("setTimeout(() => { window.later = true; }, 2500)");
        browser.awaitScript("window.later");
        assertThat(browser.title()).as("also after the page renewed itself").startsWith("<script>document.title");
        assertThat(browser.count("main script, main img")).isZero();
        browser.act("#sessions .act");
        browser.await("Session <script>document.title='owned'</script>");
        assertThat(browser.title()).startsWith("<script>document.title");
    }

    /**
     * The page is on this very machine, at another port: the browser takes it for the same site and sends the console's cookie along.
     * It reads, posts, frames and includes.
     */
    @Test
    void aPageOfAnotherOriginReachesNothing() throws IOException {
        logIn();
        String page = """
            <!doctype html><title>foreign</title><iframe id=frame src="HERE"></iframe><img id=image src="HEREicon.svg">
            <iframe name=sink></iframe>
            <form id=form method=post action="HEREsession/end" target=sink><input name=id value=SESSION></form>
            <script>
              const tries = [
                fetch("HERE?json", { credentials: "include" }),
                fetch("HERE?json", { credentials: "include", mode: "no-cors" }).then(a => a.text()),
                fetch("HEREmetrics").then(a => a.text()),
                fetch("HEREsession/end", { method: "POST", credentials: "include", mode: "no-cors",
                    body: new URLSearchParams({ id: "SESSION" }) }).then(a => a.text()),
                new Promise((yes, no) => { image.onload = yes; image.onerror = () => no("no image");
                    if (image.complete) { image.naturalWidth ? yes() : no("no image"); } }),
              ];
              Promise.allSettled(tries).then(all => {
                form.submit();
                setTimeout(() => {
                  let framed = "blocked";
                  try { framed = frames[0].document.body.innerText; } catch (e) { }
                  window.told = all.map(one => one.status + " " + (one.value || "")).concat(framed);
                }, 1000);
              });
            </script>
            """.replace("HERE", here()).replace("SESSION", SESSION);
        try (ForeignSite site = new ForeignSite(page)) {
            browser.open(site.url());
            List<?> told = (List<?>) browser.awaitScript("window.told");
            assertThat(told.get(0)).asString().startsWith("rejected");
            assertThat(told).allSatisfy(one -> assertThat(one.toString()).doesNotContain("warehouse", "leasehold_"));
            assertThat(told.get(4)).asString().startsWith("rejected");
            assertThat(told.get(5)).isEqualTo("blocked");
        }
        assertThat(stage.gateway.done).isEmpty();
    }

    @Test
    void aReboundHostReachesNothing() {
        logIn();
        String rebound = "http://" + Browser.REBOUND + ":" + stage.server.port() + "/";
        String token = stage.token();
        browser.open(rebound + "?token=" + token);
        assertThat(browser.shows("This is not a name of this server")).isTrue();
        Object told = browser.script("const done = []; for (const path of ['?json', 'metrics', 'ready']) {   const ask"
                + " = new XMLHttpRequest(); ask.open('GET', '/' + path, false); ask.send(); done.push(ask.status); }"
                + " return done.join()");
        assertThat(told).isEqualTo("421,421,421");
        browser.open(here() + "?token=" + token);
        assertThat(browser.url()).as("the token was not used up").isEqualTo(here());
    }

    @Test
    void aPhoneNeedsNoScrollingSideways() throws IOException {
        for (FakeGateway gateway : List.of(Samples.usual(), Samples.saying("x".repeat(400)), new FakeGateway())) {
            stage.close();
            stage = new ConsoleStage(gateway);
            for (int width : List.of(320, 390, 834, 920, 1280)) {
                browser.view(width, 844, width < 500);
                logIn();
                assertThat((Number) browser.script("return document.documentElement.scrollWidth"))
                        .as("%s at %s", gateway.name, width)
                        .isEqualTo((Number) browser.script("return document.documentElement.clientWidth"));
            }
        }
    }

    @Test
    void theDoorSaysHowToComeIn() {
        browser.open(here());
        assertThat(browser.text("main")).contains("Nobody is logged in here", "leasehold console-token");
    }

    /** The pictures of the page about the console are of a gateway that ran. */
    @Test
    void itCanBeLookedAt() throws IOException {
        Path folder = Path.of("target/screenshots");
        logIn();
        browser.photograph(folder.resolve("console.png"), 1450);
        browser.click("#sessions " + FORM_OF_SESSION + " summary");
        browser.photograph(folder.resolve("console-act.png"), 20_000);
        browser.view(390, 844, true);
        logIn();
        browser.photograph(folder.resolve("console-phone.png"), 1300);
        browser.dark();
        browser.photograph(folder.resolve("console-phone-dark.png"), 20_000);
        browser.view(1280, 900, false);
        browser.photograph(folder.resolve("console-dark.png"), 20_000);
        assertThat(folder.resolve("console.png")).isNotEmptyFile();
    }
}
