package org.zhuqi.portal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.zhuqi.platform.security.SecuritySettings;

/**
 * The files of the pages, compressed when they were built. A script or style bears its content in its name and stays for
 * good; the page that names them is asked for each time. Every address without a file is the application's own, so that
 * any of its pages can be a link.
 */
class Site implements WebMvcConfigurer {
    /** What every address of the application is answered with. */
    static final Resource PAGE = new ClassPathResource("org/zhuqi/portal/site/index.html");

    private static final String WORKER = "sw.js";
    private static final String FILES = "classpath:/org/zhuqi/portal/site/";

    private final String policy;
    private final boolean onDevices;

    Site(SecuritySettings security, PortalSettings settings) {
        this.policy = policy(security.issuer());
        this.onDevices = settings.onDevices();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/app/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/app/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new FileOrPage(onDevices));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor((HandlerInterceptor) new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(
                            jakarta.servlet.http.HttpServletRequest request,
                            jakarta.servlet.http.HttpServletResponse response,
                            Object handler) {
                        response.setHeader("Content-Security-Policy", policy);
                        return true;
                    }
                })
                .addPathPatterns("/app/**", "/signed-in");
    }

    /**
     * Scripts and styles of our own files only. Style attributes are allowed: the labels of charts are made of them; they
     * can neither load nor run anything. What stands in a frame was made by our own scripts: a PDF that was fetched.
     */
    private static String policy(String issuer) {
        return ("default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
                        + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self' %1$s; frame-src blob:;"
                        + " manifest-src 'self'; worker-src 'self'; form-action 'self' %1$s; frame-ancestors 'none'; base-uri 'none'")
                .formatted(issuer);
    }

    private static final class FileOrPage extends PathResourceResolver {
        private final boolean onDevices;

        FileOrPage(boolean onDevices) {
            this.onDevices = onDevices;
        }

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            // A browser that has a worker keeps it until another one takes its place: this one leaves nothing behind.
            Resource file = super.getResource(path.equals(WORKER) && !onDevices ? "sw-gone.js" : path, location);
            // What looks like a file and is not there is not there: a page in its place would hide a broken link.
            return file != null || lastPart(path).contains(".") ? file : PAGE;
        }

        private static String lastPart(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
