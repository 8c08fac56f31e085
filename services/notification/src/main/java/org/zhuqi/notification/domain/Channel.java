package org.zhuqi.notification.domain;

import org.zhuqi.contracts.Sentence;

/** By which way something is told. */
public enum Channel {
    /** The inbox on the pages; always there. */
    IN_APP("on the pages", "站内消息"),
    MAIL("mail", "邮件"),
    /** A robot in a group of DingTalk: told is a unit or a district, not a person. */
    DINGTALK("DingTalk", "钉钉"),
    SMS("SMS", "短信");

    private final String en;
    private final String zh;

    Channel(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }
}
