package io.leasehold.drills.incidents;

import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** A small application on MyBatis, as the incident had it: whoever opens a session must close it. Immutable. */
final class MyBatisShop {

    private static final String WHO_AM_I = "shop.whoAmI";

    private final SqlSessionFactory sessions;

    /** @param whoAmI the query for the id of one's own database session */
    MyBatisShop(DataSource pool, String whoAmI) {
        Configuration configuration = new Configuration(new Environment("drill", new JdbcTransactionFactory(), pool));
        ResultMap text = new ResultMap.Builder(configuration, "shop.text", String.class, List.of()).build();
        configuration.addMappedStatement(new MappedStatement.Builder(
                        configuration, WHO_AM_I, new StaticSqlSource(configuration, whoAmI), SqlCommandType.SELECT)
                .resultMaps(List.of(text))
                .flushCacheRequired(true)
                .useCache(false)
                .build());
        sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    /** The bug: what is opened here, nobody closes. */
    SqlSession openAndForget() {
        SqlSession session = sessions.openSession();
        whoAmI(session);
        return session;
    }

    /** Asks the database, through the session, for the id of the connection behind it. */
    String whoAmI(SqlSession session) {
        return session.selectOne(WHO_AM_I);
    }
}
