package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.web.OwnSite;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what the console is asked. Safe for any number of threads.
 *
 * <p>Everything is refused first: a request under a name that is not ours or from another site's page, whatever it asks for; then all
 * that shows or changes something, without the cookie of somebody who logged in; then every change that is no POST or lacks what only
 * our own forms know. A cookie is had for a token alone, which is good once; a GET that brings one changes nothing else, and is answered
 * with a redirect to an address without it, so that the token stays in no history and no log.
 */
final class Console {

    private static final Logger AUDIT = LoggerFactory.getLogger("io.leasehold.gateway.audit");

    private final GatewayView gateway;
    private final Actions actions;
    private final Pages pages;
    private final OwnSite site;
    private final MetricsAccess metrics;
    private final ConsoleTokens tokens;
    private final ConsoleLogins logins;
    private final Clock clock;
    private final long loginSeconds;
    private final boolean secure;

    /**
     * @param secure whether it is asked over TLS
     * @param clock whose time pages show
     */
    Console(
            ConsoleSettings settings,
            GatewayView gateway,
            MetricsAccess metrics,
            ConsoleTokens tokens,
            Ticker ticker,
            Clock clock,
            boolean secure) {
        this.gateway = gateway;
        this.actions = new Actions(gateway);
        this.pages = new Pages(settings.refresh());
        this.site = new OwnSite(settings.host(), settings.hosts());
        this.metrics = metrics;
        this.tokens = tokens;
        this.logins = new ConsoleLogins(ticker, settings.loginLife());
        this.clock = clock;
        this.loginSeconds = settings.loginLife().toSeconds();
        this.secure = secure;
    }

    Answer answer(Asked asked) throws IOException {
        boolean changes = !Set.of("GET", "HEAD").contains(asked.method());
        if (asked.header("Host").filter(site::isAllowed).isEmpty()) {
            return Answer.text(421, "This is not a name of this server; the setting console.hosts adds one.");
        }
        if (OwnSite.isForeign(changes, asked::header)) {
            return Answer.text(403, "Pages of other sites are not answered.");
        }
        return changes ? change(asked) : show(asked);
    }

    private Answer show(Asked asked) {
        return switch (asked.path()) {
            case "/" -> home(asked);
            case "/metrics" -> metrics.answer(asked);
            case "/health" -> Answer.text(200, "live");
            case "/ready" -> gateway.ready() ? Answer.text(200, "ready") : Answer.text(503, "draining");
            default -> Assets.find(asked.path()).orElseGet(() -> notFound(asked));
        };
    }

    private Answer notFound(Asked asked) {
        return actions.paths().contains(asked.path())
                ? Answer.text(405, "A change is a POST.").with("Allow", "POST")
                : Answer.text(404, "There is nothing here.");
    }

    private Answer home(Asked asked) {
        if (asked.query().has("token")) {
            return logIn(asked);
        }
        Optional<ConsoleLogin> login = login(asked);
        if (login.isEmpty()) {
            return loginNeeded(asked);
        }
        Readout now = Readout.of(gateway, clock.instant());
        String csrf = login.get().csrf();
        return asked.query().has("json")
                ? Answer.json(200, ReadoutJson.of(now, csrf))
                : asked.query().has("fragment")
                        ? Answer.html(200, pages.fragment(now, csrf))
                        : Answer.html(200, pages.whole(now, csrf, login.get().takeMessage()));
    }

    /** A HEAD, as programs send that only look where a link leads, uses no token up. */
    private Answer logIn(Asked asked) {
        if (!asked.method().equals("GET")) {
            return Answer.text(405, "A link for logging in is to be opened.").with("Allow", "GET");
        }
        if (!tokens.redeem(asked.query().get("token"))) {
            AUDIT.info("console: {} came with a link that is unknown, was used or is too old", asked.address());
            return Answer.html(403, pages.loginNeeded("This link is not good, or not any more."));
        }
        String cookie = logins.add(asked.address());
        logins.find(cookie).ifPresent(login -> AUDIT.info("{} began", login.who()));
        return Answer.seeOther("/")
                .with(
                        "Set-Cookie",
                        cookieName(asked) + "=" + cookie + "; Path=/; Max-Age=" + loginSeconds
                                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }

    private Optional<ConsoleLogin> login(Asked asked) {
        return asked.cookie(cookieName(asked)).flatMap(logins::find);
    }

    /** Browsers do not tell ports apart: two gateways on one machine would take each other's cookies away. */
    private String cookieName(Asked asked) {
        return (secure ? "__Host-" : "") + "leasehold-console-" + asked.port();
    }

    private Answer change(Asked asked) throws IOException {
        if (!asked.method().equals("POST")) {
            return Answer.text(405, "A change is a POST.").with("Allow", "GET, HEAD, POST");
        }
        if (!actions.paths().contains(asked.path())) {
            return Answer.text(404, "There is nothing here.");
        }
        Optional<ConsoleLogin> login = login(asked);
        if (login.isEmpty()) {
            return loginNeeded(asked);
        }
        Optional<Form> form = asked.body();
        if (form.isEmpty()) {
            return refused(asked, 415, "A change is a form of a few fields.");
        }
        if (!DrawnSecret.same(login.get().csrf(), form.get().get("csrf"))) {
            return refused(
                    asked, 403, "This form is not of a page that the console made for you; reload and try again.");
        }
        Actions.Outcome outcome =
                actions.make(asked.path(), form.get(), login.get().who());
        if (wantsJson(asked)) {
            return outcome(200, outcome.done(), outcome.sentence());
        }
        login.get().tell(outcome.sentence());
        return Answer.seeOther("/");
    }

    private Answer loginNeeded(Asked asked) {
        String sentence = "Nobody is logged in here, or not any more.";
        return wantsJson(asked) || asked.query().has("json")
                ? outcome(403, false, sentence)
                : Answer.html(403, pages.loginNeeded(sentence));
    }

    private static Answer refused(Asked asked, int status, String sentence) {
        return wantsJson(asked) ? outcome(status, false, sentence) : Answer.text(status, sentence);
    }

    /** What programs are told. */
    private static Answer outcome(int status, boolean done, String sentence) {
        return Answer.json(status, JsonText.of(ReadoutJson.object("done", done, "message", sentence)));
    }

    private static boolean wantsJson(Asked asked) {
        return asked.header("Accept").orElse("").startsWith(Answer.JSON);
    }
}
