package io.leasehold.lab.gateway;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TCLIServiceConstants;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TMemoryBuffer;

/** A batch of rows as those of {@link Rows}, as the bytes of the answer that it is. Immutable. */
final class PreparedBatch {
    private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final TFetchResultsResp rows;
    private final TFetchResultsResp end;

    PreparedBatch(int count) throws TException {
        rows = prepared(answer(count));
        end = prepared(answer(0));
    }

    TFetchResultsResp rows() {
        return rows;
    }

    TFetchResultsResp end() {
        return end;
    }

    static TTableSchema schema() {
        return new TTableSchema(List.of(
                column("id", TTypeId.BIGINT_TYPE, 1, Map.of()),
                column("name", TTypeId.VARCHAR_TYPE, 2, Map.of(TCLIServiceConstants.CHARACTER_MAXIMUM_LENGTH, 20)),
                column(
                        "price",
                        TTypeId.DECIMAL_TYPE,
                        3,
                        Map.of(TCLIServiceConstants.PRECISION, 12, TCLIServiceConstants.SCALE, 2)),
                column("sold", TTypeId.TIMESTAMP_TYPE, 4, Map.of()),
                column("paid", TTypeId.BOOLEAN_TYPE, 5, Map.of())));
    }

    private static TColumnDesc column(String name, TTypeId type, int position, Map<String, Integer> qualifiers) {
        TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(type);
        if (!qualifiers.isEmpty()) {
            TTypeQualifiers all = new TTypeQualifiers(new HashMap<>());
            qualifiers.forEach((key, value) -> all.putToQualifiers(key, TTypeQualifierValue.i32Value(value)));
            entry.setTypeQualifiers(all);
        }
        return new TColumnDesc(name, new TTypeDesc(List.of(TTypeEntry.primitiveEntry(entry))), position);
    }

    private static TFetchResultsResp answer(int count) {
        TRowSet set = new TRowSet(0, new ArrayList<>());
        List<Integer> numbers = IntStream.rangeClosed(1, count).boxed().toList();
        set.setColumns(List.of(
                TColumn.i64Val(
                        new TI64Column(numbers.stream().map(Integer::longValue).toList(), noNulls())),
                text(numbers.stream()
                        .map(n -> String.format("customer %08d", n))
                        .toList()),
                text(numbers.stream()
                        .map(n -> String.format("%d.%02d", n / 100, n % 100))
                        .toList()),
                text(numbers.stream()
                        .map(n -> TIMESTAMP.format(FIRST.plusSeconds(n)))
                        .toList()),
                TColumn.boolVal(
                        new TBoolColumn(numbers.stream().map(n -> n % 3 == 0).toList(), noNulls()))));
        TFetchResultsResp answer = new TFetchResultsResp(StubJvm.ok());
        answer.setHasMoreRows(count > 0);
        answer.setResults(set);
        return answer;
    }

    private static TColumn text(List<String> values) {
        return TColumn.stringVal(new TStringColumn(values, noNulls()));
    }

    private static ByteBuffer noNulls() {
        return ByteBuffer.wrap(new byte[1]);
    }

    private static TFetchResultsResp prepared(TFetchResultsResp answer) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(1024);
        answer.write(new TBinaryProtocol(buffer));
        return new Bytes(buffer.getArray(), buffer.length());
    }

    /** Writes what it was made of. The binary protocol keeps nothing back, so that bytes may go past it. */
    private static final class Bytes extends TFetchResultsResp {
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;
        private final int length;

        Bytes(byte[] bytes, int length) {
            super(StubJvm.ok());
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public void write(TProtocol out) throws TException {
            out.getTransport().write(bytes, 0, length);
        }
    }
}
