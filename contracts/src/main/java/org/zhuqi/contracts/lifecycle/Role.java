package org.zhuqi.contracts.lifecycle;

/** What an account is, as far as tickets are concerned. */
public enum Role {
    ENTERPRISE("企业"),
    OFFICER("助企员"),
    COORDINATOR("派单员"),
    HANDLER("经办人"),
    SUPERVISOR("督查"),
    AUDITOR("审计"),
    ADMIN("管理员"),
    /** Brings in the history of another system; the only role that may give a business time other than now. */
    IMPORTER("导入"),
    /** The system itself, when time causes something. No account has it. */
    SYSTEM("系统");

    private final String zh;

    Role(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
