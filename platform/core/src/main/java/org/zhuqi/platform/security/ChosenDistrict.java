package org.zhuqi.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problems;

/**
 * An account of the province or the city looks at one district at a time: its own, or the one that this header names. For
 * everybody else there is no district but their own.
 */
final class ChosenDistrict extends OncePerRequestFilter {
    static final String HEADER = "Zhuqi-District";

    private final KnownDirectory directory;

    ChosenDistrict(KnownDirectory directory) {
        this.directory = directory;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String chosen = request.getHeader(HEADER);
        SecurityContext context = SecurityContextHolder.getContext();
        if (chosen == null || !(context.getAuthentication() instanceof CallerAuthentication authentication)) {
            chain.doFilter(request, response);
            return;
        }
        Caller caller = authentication.getPrincipal();
        Optional<DistrictId> district =
                reach(caller).filter(one -> one.text().equals(chosen)).findFirst();
        if (district.isPresent()) {
            SecurityContext turned = SecurityContextHolder.createEmptyContext();
            turned.setAuthentication(
                    new CallerAuthentication(caller.inDistrict(district.get()), authentication.getCredentials()));
            SecurityContextHolder.setContext(turned);
            chain.doFilter(request, response);
            return;
        }
        Problems.write(
                request,
                response,
                Problem.notFound(
                        "There is no district %s to which you may turn.".formatted(chosen),
                        "没有您可切换到的区县“%s”。".formatted(chosen)));
    }

    private Stream<DistrictId> reach(Caller caller) {
        return caller.allDistricts()
                ? directory.districts().stream().map(DirectoryEntry.District::district)
                : Stream.of(caller.district());
    }
}
