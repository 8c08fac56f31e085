package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/**
 * Where a request to leave a ticket out of the figures stands.
 *
 * <pre>{@code
 * ASKED ──approve──▶ APPROVED ──revoke──▶ REVOKED
 *   └────refuse───▶ REFUSED
 * }</pre>
 */
public enum ExclusionState {
    ASKED("ask for", "申请", "waits for a second person", "待第二人批准"),
    APPROVED("approve", "批准", "approved: left out of the figures", "已批准剔除"),
    REFUSED("refuse", "驳回", "refused: counted like any other", "未批准，照常统计"),
    REVOKED("revoke", "撤销", "revoked: counted again since then", "已撤销，恢复统计");

    private final String verb;
    private final String verbZh;
    private final String en;
    private final String zh;

    ExclusionState(String verb, String verbZh, String en, String zh) {
        this.verb = verb;
        this.verbZh = verbZh;
        this.en = en;
        this.zh = zh;
    }

    /** What leads to it. */
    public Sentence verb() {
        return new Sentence(verb, verbZh);
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }

    public boolean leadsTo(ExclusionState next) {
        return switch (this) {
            case ASKED -> next == APPROVED || next == REFUSED;
            case APPROVED -> next == REVOKED;
            case REFUSED, REVOKED -> false;
        };
    }

    /** Nothing more can become of it, so that the ticket may be asked for again. */
    public boolean isOver() {
        return this == REFUSED || this == REVOKED;
    }
}
