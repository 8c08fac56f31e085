package org.zhuqi.directory.login.domain;

/** What can happen at the login. The names are kept in {@code directory.login_event}. */
public enum LoginEvent {
    LOGGED_IN,
    UNKNOWN_LOGIN,
    WRONG_PASSWORD,
    WRONG_CODE,
    LOCKED,
    REFUSED_WHILE_LOCKED,
    PASSWORD_CHANGED,
    ONE_TIME_PASSWORD_GIVEN,
    UNLOCKED,
    SECOND_FACTOR_SET,
    SECOND_FACTOR_REMOVED,
    SECOND_FACTOR_RESET,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_MADE,
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    SESSION_ENDED,
    REFRESH_TOKEN_REUSED
}
