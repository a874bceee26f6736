package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.PasswordFiles;
import io.leasehold.gateway.client.CannotConnectException;
import io.leasehold.gateway.client.CsvWriter;
import io.leasehold.gateway.client.HiveSession;
import io.leasehold.gateway.client.HiveUrl;
import io.leasehold.gateway.client.Login;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayInAProgramTest {

    private static final String URL = "jdbc:h2:mem:gateway-in-a-program";

    @Test
    void whoIsInTheFileOfPasswordsIsServed(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("database"), "of the database");
        Path clients = folder.resolve("clients");
        PasswordFiles.set(clients, "ann", new StringReader("of ann"));
        try (Connection administrator = DriverManager.getConnection(URL, "sa", "");
                Statement statement = administrator.createStatement()) {
            statement.execute("create user gateway password 'of the database'");
            statement.execute("create table orders (id int)");
            statement.execute("insert into orders values (1), (2)");
            statement.execute("grant select on orders to gateway");
            try (Gateway gateway = GatewayInAProgram.serve(URL, "gateway", secret, clients)) {
                HiveUrl url = HiveUrl.parse("jdbc:hive2://localhost:"
                        + gateway.httpPort().orElseThrow() + "/default;transportMode=http;httpPath=cliservice");
                StringWriter text = new StringWriter();
                try (HiveSession session = HiveSession.open(url, new Login("ann", "of ann"))) {
                    session.run("select count(*) as orders from orders", new CsvWriter(new PrintWriter(text, true)));
                }
                assertThat(text.toString().lines()).containsExactly("ORDERS", "2");
                assertThatThrownBy(() -> HiveSession.open(url, new Login("ann", "guessed")))
                        .isInstanceOf(CannotConnectException.class);
            }
        }
    }
}
