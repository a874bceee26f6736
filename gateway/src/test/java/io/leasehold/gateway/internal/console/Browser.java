package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium, without a window, in a profile of its own that goes with it. For one thread. */
final class Browser implements AutoCloseable {

    /** A name that leads to this machine, as an attacker's may be made to. */
    static final String REBOUND = "attacker.example.net";

    private static final List<Path> CHROMIUM =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<Path> DRIVER =
            List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium/chromedriver"));

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) throws IOException {
        this.profile = Files.createTempDirectory("leasehold-browser-");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en",
                "--host-resolver-rules=MAP " + REBOUND + " 127.0.0.1",
                "--user-data-dir=" + profile);
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
        view(1280, 900, false);
    }

    /** Whether there is one on this machine. */
    static boolean isHere() {
        return first(CHROMIUM).isPresent() && first(DRIVER).isPresent();
    }

    static Browser start() throws IOException {
        return new Browser(first(CHROMIUM).orElseThrow(), first(DRIVER).orElseThrow());
    }

    private static Optional<Path> first(List<Path> paths) {
        return paths.stream().filter(Files::isExecutable).findFirst();
    }

    void view(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    void dark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    void withoutScripts() {
        scripts(false);
    }

    private void scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** As it was when it started: nobody logged in, a usual window, light, with scripts. */
    void forget() {
        scripts(true);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        view(1280, 900, false);
        open("about:blank");
    }

    void open(String url) {
        driver.get(url);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    /** The page may be renewed between finding and reading: then it is looked for again. */
    String text(String css) {
        return new WebDriverWait(driver, Duration.ofSeconds(60))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> any.findElement(By.cssSelector(css)).getText());
    }

    boolean shows(String text) {
        return text("body").contains(text);
    }

    void await(String text) {
        new WebDriverWait(driver, Duration.ofSeconds(60)).until(any -> shows(text));
    }

    /** The page may be renewed between a look and a click: then it is looked for again. */
    void click(String css) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> {
                    any.findElement(By.cssSelector(css)).click();
                    return true;
                });
    }

    /** Opens the form of a change and sends it. */
    void act(String css) {
        click(css + " summary");
        click(css + "[open] button");
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** What the page sets a variable to, once it has. */
    Object awaitScript(String expression) {
        return new WebDriverWait(driver, Duration.ofSeconds(60)).until(any -> script("return " + expression));
    }

    /** The page as an image, also what a reader would have to scroll to, down to a height. */
    void photograph(Path file, int most) throws IOException {
        Number height = (Number) script("return Math.min(arguments[0], document.documentElement.scrollHeight)", most);
        Number width = (Number) script("return document.documentElement.clientWidth");
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
