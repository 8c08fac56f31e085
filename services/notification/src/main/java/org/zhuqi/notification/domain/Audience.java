package org.zhuqi.notification.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;

/** Who is told, as a rule names it: a part that accounts have in what happened, or {@code account:<id>}. */
public sealed interface Audience {
    String ACCOUNT = "account:";

    String text();

    /** Whether this account could ever be meant. Who files, and who is asked to come, may be of any role. */
    boolean mayBe(AccountId account, Role role);

    /** A part in what happened. */
    enum Part implements Audience {
        ENTERPRISE("the enterprise's accounts", "企业账号"),
        FILER("who filed it", "填报人"),
        OFFICER("the officers paired with the enterprise", "结对助企员"),
        /** The unit that it is about: to which it was dispatched, whose clock it is, which assists. */
        UNIT("the unit that it is about", "所涉单位"),
        LEAD("the lead unit", "主办单位"),
        FORMER_UNIT("the unit that had it before", "原主办单位"),
        ASSISTANTS("the assisting units", "协办单位"),
        HANDLER("who handles it; the lead unit while nobody does", "经办人"),
        COORDINATORS("the coordinators", "派单员"),
        SUPERVISORS("the supervisors", "督查"),
        INVITED("who is asked to come", "参会人员");

        private final String en;
        private final String zh;

        Part(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        public Sentence words() {
            return new Sentence(en, zh);
        }

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public boolean mayBe(AccountId account, Role role) {
            return switch (this) {
                case ENTERPRISE -> role == Role.ENTERPRISE;
                case OFFICER -> role == Role.OFFICER;
                case UNIT, LEAD, FORMER_UNIT, ASSISTANTS, HANDLER -> role == Role.HANDLER;
                case COORDINATORS -> role == Role.COORDINATOR;
                case SUPERVISORS -> role == Role.SUPERVISOR;
                case FILER, INVITED -> true;
            };
        }
    }

    /** One account. It is told only what it may see. */
    record Named(AccountId account) implements Audience {
        @Override
        public String text() {
            return ACCOUNT + account.text();
        }

        @Override
        public boolean mayBe(AccountId other, Role role) {
            return account.equals(other);
        }
    }

    static Optional<Audience> read(String text) {
        if (text.startsWith(ACCOUNT)) {
            try {
                return Optional.of(new Named(AccountId.of(text.substring(ACCOUNT.length()))));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Arrays.stream(Part.values())
                .filter(part -> part.text().equals(text))
                .<Audience>map(part -> part)
                .findFirst();
    }
}
