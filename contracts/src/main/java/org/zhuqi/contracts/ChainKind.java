package org.zhuqi.contracts;

/** Whether an industry chain is one of the established ones of its district, or one to come. */
public enum ChainKind implements Worded {
    ESTABLISHED("主导产业链"),
    FUTURE("未来产业链");

    private final String zh;

    ChainKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
