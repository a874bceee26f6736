package consumer;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.ConsoleConfig;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.Secret;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user of the gateway on the module path. */
public class Main {
    public static void main(String[] args) throws Exception {
        String url = "jdbc:h2:mem:consumer";
        Path folder = Files.createTempDirectory("consumer");
        folder.toFile().deleteOnExit();
        GatewayConfig usual = GatewayConfig.defaults();
        try (Connection administrator = DriverManager.getConnection(url, "sa", "");
                Statement statement = administrator.createStatement()) {
            statement.execute("create user gateway password 'hush'");
            BackendConfig backend = BackendConfig.of("orders", url).withLogin("gateway", Secret.value("hush"));
            GatewayConfig config = usual.withLogins(usual.logins().withNoAuth(true))
                    .withBinary(usual.binary().withPort(0))
                    .withHttp(usual.http().withPort(0))
                    .withConsole(console(folder))
                    .withBackends(List.of(backend));
            try (Gateway gateway = Gateway.start(config);
                    Socket client = new Socket("127.0.0.1", gateway.binaryPort().orElseThrow())) {
                boolean isThere = client.isConnected() && gateway.consoleLink().isPresent();
                int leased = gateway.backends().get(0).pool().leased();
                System.out.println(isThere && leased == 0 ? "leased" : "not there");
            }
        }
    }

    private static ConsoleConfig console(Path folder) {
        return new ConsoleConfig(
                true, "127.0.0.1", 0, Optional.empty(), false, Set.of(), false, Optional.empty(), Optional.of(folder));
    }
}
