package io.leasehold.gateway.internal.result;

import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TTableSchema;

/** The columns of a result, in their order. Immutable. */
public final class RowSchema {

    private final List<ResultColumn> columns;

    public RowSchema(List<ResultColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    /** What GetResultSetMetadata answers: positions count from 1. */
    public TTableSchema toThrift() {
        List<TColumnDesc> descriptions = new ArrayList<>(columns.size());
        for (ResultColumn column : columns) {
            TColumnDesc description =
                    new TColumnDesc(column.name(), column.type().toThrift(), descriptions.size() + 1);
            description.setComment(column.comment());
            descriptions.add(description);
        }
        return new TTableSchema(descriptions);
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
