package org.zhuqi.directory.login.server;

import java.security.Principal;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService.JsonMapperOAuth2AuthorizationParametersMapper;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService.JsonMapperOAuth2AuthorizationRowMapper;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.platform.security.RandomSecrets;

/**
 * {@code directory.oauth2_authorization}: codes and tokens as Spring keeps them, and what it lacks: of two requests with
 * the same code or refresh token one loses, and a refresh token that was exchanged before ends all that came of it (RFC
 * 9700, 4.14.2).
 */
public final class Authorizations implements OAuth2AuthorizationService {
    /** A text: what Spring reads back from its JSON is a short list of types. */
    private static final String GENERATION = "zhuqi.generation";

    private final JdbcOAuth2AuthorizationService kept;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    /** In which an authorization and its generation are read as of the same moment. */
    private final TransactionTemplate snapshot;

    private final Journal journal;
    private final InstantSource now;

    public Authorizations(
            DataSource database,
            RegisteredClientRepository clients,
            JdbcClient db,
            TransactionTemplate transaction,
            Journal journal,
            InstantSource now) {
        this.kept = new JdbcOAuth2AuthorizationService(new SchemaOfOurs(database), clients);
        this.kept.setAuthorizationRowMapper(new JsonMapperOAuth2AuthorizationRowMapper(clients));
        this.kept.setAuthorizationParametersMapper(new JsonMapperOAuth2AuthorizationParametersMapper());
        this.db = db;
        this.transaction = transaction;
        this.snapshot = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.journal = journal;
        this.now = now;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        transaction.executeWithoutResult(status -> {
            String read = authorization.getAttribute(GENERATION);
            if (read != null) {
                claim(authorization.getId(), Long.parseLong(read));
                rememberSpent(authorization);
            }
            kept.save(authorization);
            db.sql("update directory.oauth2_authorization set login_id = ? where id = ?")
                    .param(loginOf(authorization))
                    .param(authorization.getId())
                    .update();
        });
    }

    /** Locks the row; whoever read it before somebody else wrote has come too late. */
    private void claim(String id, long generation) {
        int claimed = db.sql("""
                update directory.oauth2_authorization set generation = generation + 1
                where id = ? and generation = ?
                """).params(id, generation).update();
        if (claimed == 0) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private void rememberSpent(OAuth2Authorization authorization) {
        var replacing = authorization.getRefreshToken();
        String current = db.sql("select refresh_token_value from directory.oauth2_authorization where id = ?")
                .param(authorization.getId())
                .query(String.class)
                .optional()
                .orElse(null);
        if (current != null
                && replacing != null
                && !current.equals(replacing.getToken().getTokenValue())) {
            db.sql("""
                    insert into directory.spent_refresh_token (hash, authorization_id, spent_at) values (?, ?, ?)
                    on conflict do nothing
                    """)
                    .params(
                            RandomSecrets.hash(current),
                            authorization.getId(),
                            now.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        kept.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return snapshot.execute(status -> withGeneration(kept.findById(id)));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        OAuth2Authorization found = snapshot.execute(status -> withGeneration(kept.findByToken(token, type)));
        if (found == null && (type == null || OAuth2TokenType.REFRESH_TOKEN.equals(type))) {
            endFamilyOfSpent(token);
        }
        return found;
    }

    private void endFamilyOfSpent(String token) {
        transaction.executeWithoutResult(status -> db.sql("""
                        delete from directory.oauth2_authorization
                        where id = (select authorization_id from directory.spent_refresh_token where hash = ?)
                        returning principal_name
                        """)
                .param(RandomSecrets.hash(token))
                .query(String.class)
                .optional()
                .ifPresent(account -> journal.happened(LoginEvent.REFRESH_TOKEN_REUSED, AccountId.of(account), null)));
    }

    private @Nullable OAuth2Authorization withGeneration(@Nullable OAuth2Authorization found) {
        if (found == null) {
            return null;
        }
        return db.sql("select generation from directory.oauth2_authorization where id = ?")
                .param(found.getId())
                .query(Long.class)
                .optional()
                .map(generation -> OAuth2Authorization.from(found)
                        .attribute(GENERATION, Long.toString(generation))
                        .build())
                .orElse(null);
    }

    private static @Nullable String loginOf(OAuth2Authorization authorization) {
        return authorization.getAttribute(Principal.class.getName()) instanceof AbstractAuthenticationToken person
                        && person.getDetails() instanceof String login
                ? login
                : null;
    }
}
