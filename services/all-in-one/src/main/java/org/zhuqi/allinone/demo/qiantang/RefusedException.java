package org.zhuqi.allinone.demo.qiantang;

import org.zhuqi.allinone.client.Api.Answer;

/** Something of the case was not taken. */
public final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
        super(sentence);
    }

    static RefusedException of(String what, Answer answer) {
        String errors = answer.body().path("errors").toString();
        return new RefusedException("%s was answered %d: %s%s"
                .formatted(what, answer.status(), answer.text("detail"), errors.isEmpty() ? "" : " " + errors));
    }
}
