package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published modules show what {@code api/*.txt} says, no more and no less; {@code .ci/update-api} writes these files. */
class PublishedApiTest {
    private static final Path DUMPS = Project.ROOT.resolve("api");

    static List<BuildModule> publishedModules() {
        return BuildModule.PUBLISHED;
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void theApiIsTheOneInItsDump(BuildModule module, @TempDir Path folder) throws IOException {
        Path dump = DUMPS.resolve(module.shortName() + ".txt");
        Path now = Files.writeString(folder.resolve(dump.getFileName()), PublishedApi.of(module));
        if (System.getProperty("updateApi") != null) {
            Files.createDirectories(DUMPS);
            Files.copy(now, dump, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(now)
                .as(
                        "The API of %s, beside api/%s. If it was meant to change, run .ci/update-api, read the diff and"
                                + " note it in CHANGELOG.md.",
                        module, dump.getFileName())
                .hasSameTextualContentAs(dump);
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void onlyApiAndSpiAreExported(BuildModule module) {
        ModuleDescriptor descriptor = PublishedApi.descriptor(module);
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(PublishedApi.exported(descriptor))
                .contains(module.rootPackage)
                // The testkit's fault proxy is an API of its own: it serves without any pool.
                .isSubsetOf(module.rootPackage, module.rootPackage + ".spi", "io.leasehold.testkit.proxy");
    }
}
