package io.leasehold.drills.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.drills.BadInputException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HBasePartsTest {

    @TempDir
    private Path checkout;

    @Test
    void whereThereIsNoCheckoutItSaysSo() {
        assertThatThrownBy(() -> HBaseParts.in(checkout))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no checkout of Leasehold at " + checkout);
    }

    @Test
    void whatIsNotBuiltIsNamedWithWhatToType() throws Exception {
        write("testbed/hbase/pom.xml", "");
        assertThatThrownBy(() -> HBaseParts.in(checkout))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("type: cd " + checkout + " && ./mvnw -DskipTests package -pl drills-hbase -am");
    }

    @Test
    void theServerSeesNothingOfOursButItself() throws Exception {
        write("testbed/hbase/pom.xml", "");
        write("testbed/hbase/target/class-path.txt", "/a.jar" + File.pathSeparator + "/b.jar\n");
        for (String module : List.of("testbed/hbase", "hbase", "drills-hbase")) {
            Files.createDirectories(checkout.resolve(module).resolve("target/classes"));
        }
        HBaseParts parts = HBaseParts.in(checkout);
        assertThat(parts.server())
                .containsExactly(
                        checkout.resolve("testbed/hbase/target/classes"), Path.of("/a.jar"), Path.of("/b.jar"));
        assertThat(parts.holders())
                .containsExactly(
                        checkout.resolve("drills-hbase/target/classes"),
                        checkout.resolve("hbase/target/classes"),
                        Path.of("/a.jar"),
                        Path.of("/b.jar"));
    }

    private void write(String file, String text) throws Exception {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
