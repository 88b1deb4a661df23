package gannet.layers.files;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// Python's pickles as far as PyTorch uses them to save arrays. Nothing that a pickle names is looked up or called: the
/// answer is what was said. https://github.com/python/cpython/blob/main/Lib/pickletools.py
final class Pickle {
    /// A Python function or class, by name.
    record Named(String name) {}

    /// What would be called with what.
    record Call(Object function, List<?> arguments) {}

    /// A reference to something beside the pickle.
    record Elsewhere(List<?> what) {}

    private record Mark() {}

    private static final Object NONE = new Object();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(ByteBuffer in) { this.in = in; }

    /// Reads one and leaves the buffer behind it. Numbers are long or double, lists and tuples [List]s, dictionaries [Map]s.
    static Object read(ByteBuffer in) throws IOException {
        var order = in.order();
        try {
            return new Pickle(in.order(ByteOrder.LITTLE_ENDIAN)).read();
        } catch (ClassCastException | IndexOutOfBoundsException | NoSuchElementException | ArithmeticException e) {
            throw new IOException("damaged: its list of arrays does not hold together", e);
        } finally {
            in.order(order);
        }
    }

    private Object read() throws IOException {
        while (true) {
            int code = in.get() & 0xff;
            switch (code) {
                case 0x80 -> in.get();                                  // the protocol's version
                case '.' -> { return pop(); }
                case '(' -> push(new Mark());
                case '0' -> pop();
                case '}' -> push(new LinkedHashMap<Object, Object>());
                case ']', ')' -> push(new ArrayList<>());
                case 'N' -> push(NONE);
                case 0x88 -> push(true);
                case 0x89 -> push(false);
                case 'K' -> push((long) (in.get() & 0xff));
                case 'M' -> push((long) (in.getShort() & 0xffff));
                case 'J' -> push((long) in.getInt());
                case 0x8a -> push(whole(in.get() & 0xff));
                case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
                case 'X' -> push(text(in.getInt()));
                case 'U', 0x8c -> push(text(in.get() & 0xff));
                case 'T' -> push(text(in.getInt()));
                case 'c' -> push(new Named(line() + "." + line()));
                case 'q' -> memo.put(in.get() & 0xff, stack.getLast());
                case 'r' -> memo.put(in.getInt(), stack.getLast());
                case 'h' -> push(remembered(in.get() & 0xff));
                case 'j' -> push(remembered(in.getInt()));
                case 't' -> push(sinceMark());
                case 0x85 -> push(last(1));
                case 0x86 -> push(last(2));
                case 0x87 -> push(last(3));
                case 'a' -> { var item = pop(); list(stack.getLast()).add(item); }
                case 'e' -> { var items = sinceMark(); list(stack.getLast()).addAll(items); }
                case 's' -> fill(last(2));
                case 'u' -> fill(sinceMark());
                case 'Q' -> push(new Elsewhere((List<?>) pop()));
                case 'R' -> { var arguments = (List<?>) pop(); push(called(pop(), arguments)); }
                case 'b' -> pop();                                      // attributes, such as a dictionary's metadata
                default -> throw new IOException("not a plain list of arrays: save the model's state_dict() instead of the model");
            }
        }
    }

    private static Object called(Object function, List<?> arguments) {
        return function.equals(new Named("collections.OrderedDict")) ? new LinkedHashMap<Object, Object>() : new Call(function, arguments);
    }

    @SuppressWarnings("unchecked")                                      // these were made above
    private static List<Object> list(Object list) { return (List<Object>) list; }

    @SuppressWarnings("unchecked")
    private void fill(List<Object> pairs) {
        var map = (Map<Object, Object>) stack.getLast();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private void push(Object value) { stack.add(value); }
    private Object pop() { return stack.removeLast(); }

    private Object remembered(int key) throws IOException {
        var value = memo.get(key);
        if (value == null) {
            throw new IOException("damaged: its list of arrays refers to what it never said");
        }
        return value;
    }

    private List<Object> sinceMark() {
        int at = stack.size() - 1;
        while (!(stack.get(at) instanceof Mark)) {
            at--;
        }
        var items = last(stack.size() - 1 - at);
        pop();
        return items;
    }

    private List<Object> last(int count) {
        var tail = stack.subList(stack.size() - count, stack.size());
        var items = new ArrayList<>(tail);
        tail.clear();
        return items;
    }

    private String text(int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("cut short or damaged");
        }
        var text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.decode(text).toString();
    }

    private String line() {
        var line = new StringBuilder();
        for (byte letter = in.get(); letter != '\n'; letter = in.get()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    private Object whole(int length) {
        var bytes = new byte[length + 1];                               // the first one carries the sign
        for (int i = 0; i < length; i++) {
            bytes[length - i] = in.get();
        }
        bytes[0] = (byte) (bytes[length == 0 ? 0 : 1] < 0 ? -1 : 0);
        var number = new BigInteger(bytes);
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }
}
