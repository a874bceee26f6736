package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.operation.GatewaySession;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.jspecify.annotations.Nullable;

/**
 * What GetInfo answers: as Hive's server, since that is the database that tools with Hive's driver know how to speak to. The server's
 * name tells what really stands behind it.
 */
final class InfoValues {

    /** Of Hive's CLIServiceUtils and HiveSessionImpl. */
    private static final short LONGEST_NAME = 128;

    private InfoValues() {}

    static TGetInfoValue of(@Nullable TGetInfoType type, GatewaySession session) throws ClientErrorException {
        if (type == null) {
            throw unknown();
        }
        return switch (type) {
            case CLI_DBMS_NAME -> TGetInfoValue.stringValue("Apache Hive");
            case CLI_DBMS_VER -> TGetInfoValue.stringValue("4.0.1");
            case CLI_SERVER_NAME ->
                TGetInfoValue.stringValue(
                        "Leasehold, " + session.profile().backend().facts().product());
            case CLI_DATA_SOURCE_NAME ->
                TGetInfoValue.stringValue(session.profile().backend().name());
            case CLI_USER_NAME -> TGetInfoValue.stringValue(session.registered().actingAs());
            case CLI_IDENTIFIER_QUOTE_CHAR -> TGetInfoValue.stringValue("`");
            case CLI_SEARCH_PATTERN_ESCAPE -> TGetInfoValue.stringValue("\\");
            case CLI_ODBC_KEYWORDS -> TGetInfoValue.stringValue("");
            case CLI_MAX_COLUMN_NAME_LEN,
                    CLI_MAX_SCHEMA_NAME_LEN,
                    CLI_MAX_TABLE_NAME_LEN,
                    CLI_MAX_IDENTIFIER_LEN,
                    CLI_MAX_CATALOG_NAME_LEN -> TGetInfoValue.lenValue(LONGEST_NAME);
            case CLI_TXN_CAPABLE -> TGetInfoValue.smallIntValue((short) 0);
            default -> throw unknown();
        };
    }

    private static ClientErrorException unknown() {
        return new ClientErrorException("HYC00", "the gateway has no answer to this GetInfo");
    }
}
