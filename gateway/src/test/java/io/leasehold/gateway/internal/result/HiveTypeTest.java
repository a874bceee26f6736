package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.junit.jupiter.api.Test;

/** What does not fit one of Hive's types is a string. */
class HiveTypeTest {

    @Test
    void aDecimalBeyondHivesIsAString() {
        assertThat(HiveType.decimal(38, 38).sqlName()).isEqualTo("decimal(38,38)");
        assertThat(HiveType.decimal(1, 0).sqlName()).isEqualTo("decimal(1,0)");
        assertThat(HiveType.decimal(39, 0)).isEqualTo(HiveType.STRING);
        assertThat(HiveType.decimal(0, 0)).isEqualTo(HiveType.STRING);
        assertThat(HiveType.decimal(3, 4)).isEqualTo(HiveType.STRING);
        assertThat(HiveType.decimal(3, -1)).isEqualTo(HiveType.STRING);
    }

    @Test
    void aTextThatIsTooLongForItsTypeHasTheNextLongerOne() {
        assertThat(HiveType.character(255).sqlName()).isEqualTo("char(255)");
        assertThat(HiveType.character(256).sqlName()).isEqualTo("varchar(256)");
        assertThat(HiveType.varchar(65_535).sqlName()).isEqualTo("varchar(65535)");
        assertThat(HiveType.varchar(65_536)).isEqualTo(HiveType.STRING);
        assertThat(HiveType.varchar(0)).isEqualTo(HiveType.STRING);
        assertThat(HiveType.character(0)).isEqualTo(HiveType.STRING);
    }

    @Test
    void widthsGoToTheClientUnderHivesNames() {
        RowSchema schema = new RowSchema(java.util.List.of(
                new ResultColumn("a", HiveType.decimal(10, 2)),
                new ResultColumn("b", HiveType.varchar(20)),
                new ResultColumn("c", HiveType.character(3)),
                new ResultColumn("d", HiveType.STRING, "said of it")));

        TTableSchema sent = HiveClient.overTheWire(schema.toThrift(), new TTableSchema(), HiveClient.BINARY);

        assertThat(qualifiers(sent, 0))
                .isEqualTo(Map.of(
                        "precision", TTypeQualifierValue.i32Value(10), "scale", TTypeQualifierValue.i32Value(2)));
        assertThat(qualifiers(sent, 1)).isEqualTo(Map.of("characterMaximumLength", TTypeQualifierValue.i32Value(20)));
        assertThat(qualifiers(sent, 2)).isEqualTo(Map.of("characterMaximumLength", TTypeQualifierValue.i32Value(3)));
        assertThat(sent.getColumns().get(3).getComment()).isEqualTo("said of it");
        assertThat(sent.getColumns().get(3).getPosition()).isEqualTo(4);
    }

    private static Map<String, TTypeQualifierValue> qualifiers(TTableSchema schema, int column) {
        return schema.getColumns()
                .get(column)
                .getTypeDesc()
                .getTypes()
                .get(0)
                .getPrimitiveEntry()
                .getTypeQualifiers()
                .getQualifiers();
    }
}
