package io.leasehold.gateway.internal.sql;

import io.leasehold.gateway.internal.sql.Command.Begin;
import io.leasehold.gateway.internal.sql.Command.Commit;
import io.leasehold.gateway.internal.sql.Command.DiscardAll;
import io.leasehold.gateway.internal.sql.Command.None;
import io.leasehold.gateway.internal.sql.Command.Rollback;
import io.leasehold.gateway.internal.sql.Command.Set;
import io.leasehold.gateway.internal.sql.Command.Use;
import io.leasehold.gateway.internal.sql.StatementTable.Verdict;
import java.util.Optional;

/** Reads a statement by its tokens: what it is for the gateway, what it is for the backend, and its text there. Immutable. */
final class TokenReader implements StatementReader {

    private final BackendKind backend;
    private final SqlRules rules;
    private final LexerRules lexerRules;
    private final StatementTable table;
    private final Commands commands;
    private final Optional<Emitter> emitter;

    /** @param quoting how the backend writes what the client wrote in another way; empty: the client writes as the backend does */
    TokenReader(
            BackendKind backend,
            LexerRules lexerRules,
            Optional<Quoting> quoting,
            StatementTable table,
            SqlRules rules) {
        this.backend = backend;
        this.rules = rules;
        this.lexerRules = lexerRules;
        this.table = table;
        this.commands = new Commands(lexerRules.hive(), new SetCommands(lexerRules.hive(), table.settings(), rules));
        this.emitter = quoting.map(Emitter::new);
    }

    @Override
    public ReadStatement read(String text) throws RefusedStatementException {
        Tokens tokens = Lexer.read(text, lexerRules);
        Command command = commands.of(tokens);
        String sql = emitter.isPresent() ? emitter.get().emit(tokens) : asWritten(tokens);
        String verb = StatementRows.verb(tokens);
        if (!(command instanceof None)) {
            return new ReadStatement(sql, kind(command), false, rows(command), command, verb, "");
        }
        Verdict verdict = table.judge(tokens, rules);
        Rows rows = StatementRows.rows(tokens, backend);
        return new ReadStatement(sql, verdict.kind(), verdict.readsState(), rows, command, verb, verdict.reason());
    }

    /** The text up to its last token: a comment in front may be meant for the server's log. */
    private static String asWritten(Tokens tokens) {
        return tokens.text().substring(0, tokens.end(tokens.size() - 1)).strip();
    }

    private static StatementClass kind(Command command) {
        if (command instanceof Use || command instanceof Set) {
            return StatementClass.REPLAY;
        }
        boolean transaction = command instanceof Begin || command instanceof Commit || command instanceof Rollback;
        return transaction ? StatementClass.TX : StatementClass.PLAIN;
    }

    private static Rows rows(Command command) {
        boolean silent = kind(command) != StatementClass.PLAIN || command instanceof DiscardAll;
        return silent ? Rows.NO : Rows.YES;
    }
}
