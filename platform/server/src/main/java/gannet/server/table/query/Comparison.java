package gannet.server.table.query;

/// How a column's value stands to what was written.
public enum Comparison {
    NOT_EQUAL("!="), AT_MOST("<="), AT_LEAST(">="), LESS("<"), MORE(">"), EQUAL("="), IS(":");

    private final String sign;

    Comparison(String sign) { this.sign = sign; }

    public String sign() { return sign; }

    /// Whether it asks for an order, which words have none of.
    public boolean isOrder() {
        return switch (this) {
            case AT_MOST, AT_LEAST, LESS, MORE -> true;
            case NOT_EQUAL, EQUAL, IS -> false;
        };
    }
}
