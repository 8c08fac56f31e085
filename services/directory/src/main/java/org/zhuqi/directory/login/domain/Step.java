package org.zhuqi.directory.login.domain;

/** What still stands between a right password and being logged in, in this order. */
public enum Step {
    CODE("/login/code"),
    NEW_PASSWORD("/login/password"),
    ENROL("/login/enrol"),
    DONE("/account");

    private final String path;

    Step(String path) {
        this.path = path;
    }

    /** The page for it. */
    public String path() {
        return path;
    }
}
