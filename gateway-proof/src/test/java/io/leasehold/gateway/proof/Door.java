package io.leasehold.gateway.proof;

/** A way for clients into a gateway: transport, login, encryption. Those that log in do so with a password that is verified. */
enum Door {
    NOSASL(false, false),
    NOSASL_TLS(false, true),
    PLAIN(true, false),
    PLAIN_TLS(true, true),
    HTTP(true, false),
    HTTP_TLS(true, true);

    private final boolean login;
    private final boolean tls;

    Door(boolean login, boolean tls) {
        this.login = login;
        this.tls = tls;
    }

    /** Whether clients log in with a password. */
    boolean login() {
        return login;
    }

    boolean tls() {
        return tls;
    }

    boolean http() {
        return this == HTTP || this == HTTP_TLS;
    }

    /** As Hive's driver, Kyuubi's and beeline read it. */
    String url(int port, String database, Certificate certificate) {
        StringBuilder url = new StringBuilder("jdbc:hive2://127.0.0.1:" + port + "/" + database);
        if (!login) {
            url.append(";auth=noSasl");
        }
        if (http()) {
            url.append(";transportMode=http;httpPath=cliservice");
        }
        if (tls) {
            url.append(";ssl=true;sslTrustStore=").append(certificate.trustStore());
            url.append(";trustStorePassword=").append(Certificate.PASSWORD);
        }
        return url.toString();
    }
}
