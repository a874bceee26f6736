package io.leasehold.gateway.internal.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificates that handshakes use, which may be changed between two of them. Safe for any number of threads.
 *
 * <p>A handshake asks for the key and for the certificates one after the other, by the same alias; each generation has an alias of
 * its own and the one before is still known, so no handshake gets the key of one and the certificates of another.
 */
final class ReloadedKeys extends X509ExtendedKeyManager {

    private record Generation(String alias, KeyMaterial material) {}

    private record Pair(Generation current, @Nullable Generation former) {}

    private volatile Pair pair;

    ReloadedKeys(KeyMaterial material) {
        this.pair = new Pair(new Generation("1", material), null);
    }

    KeyMaterial current() {
        return pair.current().material();
    }

    /** From the next handshake on. By one thread at a time. */
    void change(KeyMaterial material) {
        Generation former = pair.current();
        pair = new Pair(new Generation(Integer.toString(Integer.parseInt(former.alias()) + 1), material), former);
    }

    private @Nullable KeyMaterial named(@Nullable String alias) {
        Pair known = pair;
        if (known.current().alias().equals(alias)) {
            return known.current().material();
        }
        Generation former = known.former();
        return former != null && former.alias().equals(alias) ? former.material() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Generation current = pair.current();
        String algorithm = current.material().key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? current.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        KeyMaterial material = named(alias);
        return material == null ? null : material.key();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        KeyMaterial material = named(alias);
        return material == null ? null : material.chain();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    /** It is a server's. */
    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
